using EmotionAI.Bundles;
using EmotionAI.Inference;

namespace EmotionAI.Tests.Bundles;

public sealed class InferenceSettingsReaderTests
{
    [Fact]
    public void Read_EveryKeyAndSpelling_IsUnderstood()
    {
        var (settings, problems) = Read("""{"max_length": 64, "global_threshold": 0.3, "per_class_thresholds": [0.1, 0.2], "top_k": 2, "problem": "single_label", "activation": "softmax", "model_name": "m", "tokenizer_name": "t", "sample_rate": 16000, "score_scale": 30}""");

        Assert.Empty(problems);
        Assert.Equal(64, settings.MaxLength?.Value);
        Assert.Equal(0.3, settings.Threshold?.Value);
        Assert.Equal([0.1, 0.2], settings.ThresholdList!.Value);
        Assert.Equal(2, settings.TopK?.Value);
        Assert.Equal(ProblemType.SingleLabel, settings.ProblemType?.Value);
        Assert.Equal(Activation.Softmax, settings.Activation?.Value);
        Assert.Equal("m", settings.ModelName?.Value);
        Assert.Equal(16_000, settings.SampleRate?.Value);
        Assert.Equal(30, settings.ScoreScale?.Value);
    }

    [Theory]
    [InlineData("""{"threshold": 1.5}""", "threshold", BundleProblemCodes.ThresholdOutOfRange)]
    [InlineData("""{"threshold": "high"}""", "threshold", BundleProblemCodes.ThresholdOutOfRange)]
    [InlineData("""{"thresholds": {"joy": -0.1}}""", "thresholds.joy", BundleProblemCodes.ThresholdOutOfRange)]
    [InlineData("""{"thresholds": 0.5}""", "thresholds", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"top_k": 0}""", "top_k", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"max_len": 1}""", "max_len", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"problem_type": "guess"}""", "problem_type", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"activation": "relu"}""", "activation", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"score_scale": 1e300}""", "score_scale", BundleProblemCodes.ValueInvalid)]
    [InlineData("""{"score_scale": 1e-300}""", "score_scale", BundleProblemCodes.ValueInvalid)]
    [InlineData("[1]", "", BundleProblemCodes.ValueInvalid)]
    public void Read_WrongValue_IsToldWithKeyFoundAndAllowed(string json, string key, string code)
    {
        var problem = Assert.Single(Read(json).Problems);

        Assert.Equal((code, key, "inference_config.json"), (problem.Code, problem.Key, problem.File));
        Assert.NotEmpty(problem.Found);
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void Read_TwoFiles_TheModelFolderCountsAndTheOtherIsToldOf()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("model"));
        Directory.CreateDirectory(folder.File("eval_test"));
        File.WriteAllText(folder.File("model/config.json"), "{}");
        File.WriteAllText(folder.File("model/inference_config.json"), """{"threshold": 0.3, "max_len": 32}""");
        File.WriteAllText(folder.File("eval_test/inference_config.json"), """{"threshold": 0.4, "max_len": 32, "top_k": 3}""");
        var problems = new BundleProblems(folder.Path);

        var settings = InferenceSettingsReader.Read(BundleLayout.Find(folder.File("model")), EmotionLimits.Default, problems);

        Assert.Equal(0.3, settings.Threshold?.Value);
        Assert.Equal(3, settings.TopK?.Value);
        var warning = Assert.Single(problems.All);
        Assert.Equal((BundleProblemCodes.ValueOverridden, BundleSeverity.Warning, "threshold"), (warning.Code, warning.Severity, warning.Key));
    }

    private static (InferenceSettings Settings, IReadOnlyList<BundleProblem> Problems) Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), "{}");
        File.WriteAllText(folder.File("inference_config.json"), json);
        var problems = new BundleProblems(folder.Path);
        return (InferenceSettingsReader.Read(BundleLayout.Find(folder.Path), EmotionLimits.Default, problems), problems.All);
    }
}
