using EmotionAI.Bundles;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Tests.Commands.Parity;

/// <summary>Measures and calibrates the shipped text model and the trained one of the shared folder on GoEmotions, against the files that came with them.</summary>
public sealed class EvaluateTextParityTests : IDisposable
{
    /// <summary>ROC-AUC and average precision count pairs of scores, some of which differ by less than two frameworks' rounding.</summary>
    private const double RankTolerance = 1e-7;

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact("data/text/goemotions")]
    public void Run_GoEmotions_GivesTheFilesOfTheTrainedModel() => AssertFiles(Shared.Path("models", "text"));

    [SharedFact("data/text/goemotions")]
    public void Run_GoEmotions_GivesTheShippedFiles() => AssertFiles(Path.GetDirectoryName(Goldens.Path("models", "text", "model"))!);

    [SlowFact("data/text/goemotions")]
    public void Run_GoEmotionsCalibratedOnDev_BeatsOneHalf()
    {
        using var model = TemporaryFolder.CopyOf(Shared.Path("models", "text"));
        var folder = model.File("model");

        EvaluateTest(folder);

        Assert.Equal(ExitCode.Failure, _terminal.Run("calibrate", "--model", folder, "--data", Data("test.tsv"), "--overwrite"));
        Assert.Contains("was evaluated as test of 'test.tsv'", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", folder, "--data", Data("dev.tsv"), "--output", _folder.File("tuned")));
        AssertBeatsOneHalf();
    }

    private void EvaluateTest(string model, params string[] more) =>
        Assert.Equal(ExitCode.Success, _terminal.Run(["evaluate", "text", "--model", model, "--data", Data("test.tsv"), "--output", _folder.File("test"), .. more]));

    private static string Data(string name) => Shared.Path("data", "text", "goemotions", name);

    private void AssertFiles(string root)
    {
        EvaluateTest(Path.Combine(root, "model"), "--no-mark");

        var shipped = Path.Combine(root, "eval_test");
        Assert.Equal(File.ReadAllBytes(Path.Combine(shipped, "per_class_metrics_test.csv")), File.ReadAllBytes(Path.Combine(_folder.File("test"), "per_class_metrics_test.csv")));
        var (expected, found) = (OverallFigures.Read(Path.Combine(shipped, "metrics_overall.json")), OverallFigures.Read(Path.Combine(_folder.File("test"), "metrics_overall.json")));
        Assert.Equal(expected.Keys, found.Keys);
        foreach (var (name, value) in expected)
        {
            var tolerance = name.StartsWith("roc_auc", StringComparison.Ordinal) || name.StartsWith("average_precision", StringComparison.Ordinal) ? RankTolerance : 0;
            Assert.True(Math.Abs(value - found[name]) <= tolerance, $"{name} is {found[name]:R}, expected {value:R}.");
        }
    }

    private void AssertBeatsOneHalf()
    {
        var labels = EmotionLabels.GoEmotions;
        var test = PredictionsFile.Read(Path.Combine(_folder.File("test"), "predictions.jsonl"), new PredictionsOptions { Labels = labels });
        var thresholds = InferenceConfig.Read(Path.Combine(_folder.File("tuned"), "inference_config.json"), labels).Thresholds!;

        var half = MacroF1(test, [.. Enumerable.Repeat(0.5, labels.Count)]);
        var calibrated = MacroF1(test, thresholds);

        Assert.Equal(0.400, half, 5e-4);
        Assert.True(calibrated >= half + 0.05, $"calibrated {calibrated}, at one half {half}");
        Assert.Equal(0.460, calibrated, 5e-4);
    }

    private static double MacroF1(EvaluatedModel test, IReadOnlyList<double> thresholds) => ModelMeasurement.Compute(test.WithThresholds(thresholds), new BootstrapOptions { Resamples = 1 }).Macro.F1;
}
