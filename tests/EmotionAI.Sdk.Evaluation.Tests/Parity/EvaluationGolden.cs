using System.Text.Json;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Tests.Parity;

/// <summary>Reads the folders of <c>golden/evaluation</c>.</summary>
internal static class EvaluationGolden
{
    /// <summary>The tolerance that the goldens' README states for metrics computed in double.</summary>
    public const double MetricTolerance = 1e-12;

    /// <summary>The relative tolerance that the goldens' README states for midpoints.</summary>
    public const double MidpointTolerance = 1e-15;

    public static string Root { get; } = Goldens.Path("golden", "evaluation");

    /// <summary>Names every folder of one kind.</summary>
    public static IEnumerable<string> Names(string kind) =>
        Directory.GetDirectories(Path.Combine(Root, kind)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static TheoryData<string> Cases(string kind) => [.. Names(kind)];

    public static string File(string kind, string name, string file) => Path.Combine(Root, kind, name, file);

    public static JsonElement Expected(string kind, string name) => Json(File(kind, name, "expected.json"));

    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static EmotionLabels Labels(string kind, string name) => new(Json(File(kind, name, "labels.json")).EnumerateArray().Select(label => label.GetString()!));

    public static SingleLabelPredictions Single(string name)
    {
        var labels = Labels("single", name);
        var scores = File("single", name, "scores.npy");
        return new SingleLabelPredictions(
            labels,
            PredictionArrays.ReadLabelIndices(File("single", name, "y_true.npy"), labels.Count),
            PredictionArrays.ReadLabelIndices(File("single", name, "y_pred.npy"), labels.Count),
            System.IO.File.Exists(scores) ? PredictionArrays.ReadScores(scores) : null);
    }

    public static MultiLabelPredictions Multi(string name) => new(
        Labels("multi", name),
        PredictionArrays.ReadLabelMatrix(File("multi", name, "y_true.npy")),
        PredictionArrays.ReadLabelMatrix(File("multi", name, "y_pred.npy")),
        PredictionArrays.ReadScores(File("multi", name, "scores.npy")));

    /// <summary>Reads <c>thresholds.json</c>: one number, or label to number.</summary>
    public static double[] Thresholds(string path, EmotionLabels labels)
    {
        var root = Json(path);
        return root.ValueKind == JsonValueKind.Number
            ? [.. labels.Select(_ => root.GetDouble())]
            : [.. labels.Select(label => root.GetProperty(label).GetDouble())];
    }
}
