using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Parity;

/// <summary>Compares figures with a golden and tells, at the end, every one that differs with both sides.</summary>
internal sealed class Comparison(string name)
{
    private static readonly Lock Gate = new();

    private readonly List<string> _differences = [];

    public double Largest { get; private set; }

    public int Count { get; private set; }

    public void Near(string what, JsonElement expected, double? actual, double tolerance = EvaluationGolden.MetricTolerance)
    {
        if (expected.ValueKind != JsonValueKind.Object)
        {
            Near(what, expected.ValueKind == JsonValueKind.Null ? null : expected.GetDouble(), actual, tolerance);
            return;
        }

        // scikit-learn itself threw: the figure is undefined here.
        Assert.True(expected.TryGetProperty("raises", out _), what);
        Near(what, (double?)null, actual, tolerance);
    }

    public void Near(string what, double? expected, double? actual, double tolerance = EvaluationGolden.MetricTolerance)
    {
        Count++;
        var gap = expected is { } a && actual is { } b ? Math.Abs(a - b) : expected is null && actual is null ? 0 : double.PositiveInfinity;
        Largest = Math.Max(Largest, gap);
        if (!(gap <= tolerance))
        {
            _differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: expected {Show(expected)}, actual {Show(actual)}"));
        }
    }

    public void Same<T>(string what, T expected, T actual)
    {
        Count++;
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            _differences.Add($"{what}: expected {expected}, actual {actual}");
        }
    }

    public void Near(string what, JsonElement expected, AverageMetrics actual)
    {
        Near($"{what}.precision", expected.GetProperty("precision"), actual.Precision);
        Near($"{what}.recall", expected.GetProperty("recall"), actual.Recall);
        Near($"{what}.f1", expected.GetProperty("f1"), actual.F1);
    }

    public void Near(string what, JsonElement expected, CalibrationCurve actual)
    {
        Near($"{what}.ece", expected.GetProperty("ece"), actual.ExpectedCalibrationError);
        Near($"{what}.mce", expected.GetProperty("mce"), actual.MaximumCalibrationError);
        Same($"{what}.bins", expected.GetProperty("bin_count").GetArrayLength(), actual.Bins.Count);
        for (var i = 0; i < actual.Bins.Count; i++)
        {
            Same($"{what}.bin_count[{i}]", expected.GetProperty("bin_count")[i].GetInt32(), actual.Bins[i].Count);
            Near($"{what}.bin_confidence[{i}]", expected.GetProperty("bin_confidence")[i], actual.Bins[i].Confidence);
            Near($"{what}.bin_accuracy[{i}]", expected.GetProperty("bin_accuracy")[i], actual.Bins[i].Accuracy);
        }
    }

    public void Near(string what, JsonElement expected, ClassScores actual)
    {
        Near($"{what}.macro", expected.GetProperty("macro"), actual.Macro);
        Near($"{what}.macro_defined_only", expected.GetProperty("macro_defined_only"), actual.MacroOverDefined);
        Same($"{what}.defined", expected.GetProperty("defined").GetInt32(), actual.DefinedCount);
        Same($"{what}.of", expected.GetProperty("of").GetInt32(), actual.PerClass.Count);
    }

    public void AssertNone()
    {
        if (Environment.GetEnvironmentVariable("EVALUATION_PARITY_LOG") is { Length: > 0 } log)
        {
            lock (Gate)
            {
                File.AppendAllText(log, string.Create(CultureInfo.InvariantCulture, $"{name}: {Count} compared, largest difference {Largest:R}\n"));
            }
        }

        Assert.True(Count > 0, $"{name}: nothing was compared.");
        Assert.True(_differences.Count == 0, $"{name}: {_differences.Count} of {Count} differ.\n{string.Join('\n', _differences.Take(50))}");
    }

    private static string Show(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "null";
}
