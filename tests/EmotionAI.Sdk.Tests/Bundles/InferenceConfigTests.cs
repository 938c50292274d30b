using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles;

public sealed class InferenceConfigTests
{
    private static readonly EmotionLabels Labels = new(["joy", "anger"]);

    [Fact]
    public void Read_Golden_GivesTheThresholdsOfItsSource()
    {
        var artefacts = Goldens.Path("golden", "evaluation", "artefacts");
        using var source = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(artefacts, "source", "text_thresholds.json")));
        var expected = EmotionLabels.GoEmotions.Select(label => source.RootElement.GetProperty(label).GetDouble());

        Assert.Equal(expected, InferenceConfig.Read(Path.Combine(artefacts, "models", "text", "eval_test", "inference_config.json"), EmotionLabels.GoEmotions).Thresholds);
    }

    [Theory]
    [InlineData("{}", null, null)]
    [InlineData("""{"threshold": null, "thresholds": null}""", null, null)]
    [InlineData("""{"threshold": 0.3}""", 0.3, 0.3)]
    [InlineData("0.3", 0.3, 0.3)]
    [InlineData("""{"global_threshold": 0.3, "per_class_thresholds": {"anger": 0.7}}""", 0.3, 0.7)]
    [InlineData("""{"anger": 0.7}""", 0.5, 0.7)]
    [InlineData("""{"thresholds": [0.1, 1]}""", 0.1, 1.0)]
    [InlineData("[0.1, 1]", 0.1, 1.0)]
    [InlineData("""{"per_class": [{"label": "joy", "threshold": 0.1}, {"label": "anger", "threshold": 1}]}""", 0.1, 1.0)]
    public void Read_EachForm_IsRead(string json, double? joy, double? anger)
    {
        var config = Read(json);

        Assert.Equal(joy is null ? null : [joy.Value, anger!.Value], config.Thresholds);
        Assert.Empty(config.Warnings);
    }

    [Theory]
    [InlineData("""{"threshold": 0.3, "global_threshold": 0.4}""", "global_threshold", 0.3)]
    [InlineData("""{"global_threshold": 0.4, "threshold": 0.3}""", "threshold", 0.4)]
    [InlineData("""{"thresholds": [0.3, 0.3], "per_class_thresholds": {"joy": 0.4}}""", "per_class_thresholds", 0.3)]
    public void Read_TwoSpellingsThatDisagree_TakesTheFirstAndTells(string json, string key, double joy)
    {
        var config = Read(json);

        Assert.Equal(joy, config.Thresholds![0]);
        Assert.Equal((BundleProblemCodes.ValueOverridden, key), (Assert.Single(config.Warnings).Code, config.Warnings[0].Key));
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("""{"threshold": 2}""", "threshold")]
    [InlineData("""{"threshold": "0.5"}""", "threshold")]
    [InlineData("""{"thresholds": [0.5]}""", "thresholds")]
    [InlineData("""{"thresholds": {"fear": 0.5}}""", "fear")]
    [InlineData("""{"thresholds": {"joy": -0.1}}""", "thresholds.joy")]
    [InlineData("""{"thresholds": 0.5}""", "thresholds")]
    [InlineData("""{"treshold": 0.5}""", "treshold")]
    public void Read_Fault_IsRefusedByName(string json, string named)
    {
        var fault = Assert.Throws<EmotionAIException>(() => Read(json));

        Assert.Equal(EmotionErrorCodes.InputInvalid, fault.Code);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    private static InferenceConfig Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), json);
        return InferenceConfig.Read(folder.File("c.json"), Labels);
    }
}
