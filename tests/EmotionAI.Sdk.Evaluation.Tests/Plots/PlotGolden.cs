using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Tests.Parity;
using SkiaSharp;

namespace EmotionAI.Tests.Plots;

/// <summary>Reads the pictures of <c>golden/evaluation/plots</c> and what <c>index.json</c> says of them.</summary>
internal static class PlotGolden
{
    public static string Folder { get; } = Path.Combine(EvaluationGolden.Root, "plots");

    public static TheoryData<string, bool> Matrices { get; } = new()
    {
        { "8", false },
        { "8", true },
        { "8_empty_row", false },
        { "8_empty_row", true },
        { "28", false },
        { "28", true },
    };

    public static StoredConfusionMatrix Matrix(string name) => StoredConfusionMatrix.Read(Path.Combine(Folder, $"cm_{name}.npy"));

    public static EmotionLabels Labels(string name) => name == "28" ? EmotionLabels.GoEmotions : EmotionLabels.Ravdess;

    public static string File(string style, string name, bool isRowNormalized) =>
        $"{style}_{name}_{(isRowNormalized ? "rownorm" : "counts")}.png";

    public static JsonElement Description(string file) => EvaluationGolden.Json(Path.Combine(Folder, "index.json"))
        .GetProperty("plots").EnumerateArray().Single(plot => plot.GetProperty("file").GetString() == file);

    public static int Distance(SKColor left, SKColor right) =>
        Math.Max(Math.Abs(left.Red - right.Red), Math.Max(Math.Abs(left.Green - right.Green), Math.Abs(left.Blue - right.Blue)));
}
