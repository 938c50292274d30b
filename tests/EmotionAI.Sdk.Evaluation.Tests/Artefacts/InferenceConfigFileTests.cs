using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Artefacts;

public sealed class InferenceConfigFileTests
{
    private static readonly EmotionLabels Labels = new(["joy", "anger"]);
    private static readonly string Golden = Path.Combine(EvaluationGolden.Root, "artefacts", "models", "text", "eval_test", "inference_config.json");

    [Fact]
    public void ReadThresholds_Golden_GivesThoseOfTheSource()
    {
        var expected = EvaluationGolden.Thresholds(Path.Combine(EvaluationGolden.Root, "artefacts", "source", "text_thresholds.json"), EmotionLabels.GoEmotions);

        Assert.Equal(expected, InferenceConfigFile.ReadThresholds(Golden, EmotionLabels.GoEmotions));
    }

    [Fact]
    public void Format_ThresholdsOfTheGolden_GivesItsBytes()
    {
        var thresholds = InferenceConfigFile.ReadThresholds(Golden, EmotionLabels.GoEmotions);

        Assert.Equal(File.ReadAllText(Golden), System.Text.Encoding.UTF8.GetString(InferenceConfigFile.Format(EmotionLabels.GoEmotions, thresholds, Golden)));
    }

    [Theory]
    [InlineData("{}", 0.5, 0.5)]
    [InlineData("""{"threshold": null, "thresholds": null}""", 0.5, 0.5)]
    [InlineData("""{"threshold": 0.3}""", 0.3, 0.3)]
    [InlineData("""{"global_threshold": 0.3, "per_class_thresholds": {"anger": 0.7}}""", 0.3, 0.7)]
    [InlineData("""{"thresholds": [0.1, 1]}""", 0.1, 1)]
    public void ReadThresholds_EachSpelling_IsRead(string text, double joy, double anger)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), text);

        Assert.Equal([joy, anger], InferenceConfigFile.ReadThresholds(folder.File("c.json"), Labels));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"threshold": 2}""")]
    [InlineData("""{"threshold": "0.5"}""")]
    [InlineData("""{"threshold": NaN}""")]
    [InlineData("""{"thresholds": [0.5]}""")]
    [InlineData("""{"thresholds": {"fear": 0.5}}""")]
    [InlineData("""{"thresholds": {"joy": -0.1}}""")]
    [InlineData("""{"thresholds": 0.5}""")]
    public void ReadThresholds_Malformed_IsRefused(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c.json"), text);

        var fault = Assert.Throws<EmotionAIException>(() => InferenceConfigFile.ReadThresholds(folder.File("c.json"), Labels));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, fault.Code);
    }

    [Fact]
    public void Format_WrongNumberOfThresholds_IsRefused() => Assert.Throws<ArgumentException>(() => InferenceConfigFile.Format(Labels, [0.5]));
}
