using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs.Parity;

/// <summary>Reads the same predictions from tables, NumPy arrays and JSON lines.</summary>
public sealed class PredictionsFileParityTests
{
    public static TheoryData<string> SingleCases => Cases("single", "predictions.csv");

    public static TheoryData<string> MultiCases => Cases("multi", "scores.csv");

    [Theory]
    [MemberData(nameof(SingleCases))]
    public void Read_TableOfSingleLabelCase_EqualsTheArrays(string name)
    {
        var folder = Goldens.Path("golden", "evaluation", "single", name);
        var labels = LabelsFile.Read(Path.Combine(folder, "labels.json"));

        var evaluated = PredictionsFile.Read(Path.Combine(folder, "predictions.csv"), new PredictionsOptions { Labels = labels });

        Assert.Empty(evaluated.Problems);
        Assert.Equal(ProblemType.SingleLabel, evaluated.ProblemType);
        var predictions = evaluated.ToSingleLabel();
        Assert.Equal(PredictionArrays.ReadLabelIndices(Path.Combine(folder, "y_true.npy"), labels.Count), predictions.Truth.ToArray());
        Assert.Equal(PredictionArrays.ReadLabelIndices(Path.Combine(folder, "y_pred.npy"), labels.Count), predictions.Predicted.ToArray());
        var scores = Path.Combine(folder, "scores.npy");
        Assert.Equal(File.Exists(scores) ? PredictionArrays.ReadScores(scores).Values.ToArray() : null, predictions.Scores?.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(MultiCases))]
    public void Read_TableOfMultiLabelCase_EqualsTheArrays(string name)
    {
        var folder = Goldens.Path("golden", "evaluation", "multi", name);
        var labels = LabelsFile.Read(Path.Combine(folder, "labels.json"));

        var table = PredictionsFile.Read(Path.Combine(folder, "scores.csv"), new PredictionsOptions { Labels = labels, TruthPath = Path.Combine(folder, "y_true.csv"), ProblemType = ProblemType.MultiLabel }).ToMultiLabel();
        var arrays = PredictionsFile.Read(Path.Combine(folder, "scores.npy"), new PredictionsOptions { Labels = labels, TruthPath = Path.Combine(folder, "y_true.npy"), ProblemType = ProblemType.MultiLabel }).ToMultiLabel();

        Assert.Equal(arrays.Truth.Values.ToArray(), table.Truth.Values.ToArray());
        Assert.Equal(arrays.Scores!.Values.ToArray(), table.Scores!.Values.ToArray());
        Assert.Equal(arrays.Predicted.Values.ToArray(), table.Predicted.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(SingleCases))]
    public void Read_WhatFormatWrote_IsTheSame(string name)
    {
        using var folder = new TemporaryFolder();
        var golden = Goldens.Path("golden", "evaluation", "single", name);
        var options = new PredictionsOptions { Labels = LabelsFile.Read(Path.Combine(golden, "labels.json")) };
        var evaluated = PredictionsFile.Read(Path.Combine(golden, "predictions.csv"), options);
        File.WriteAllBytes(folder.File("predictions.jsonl"), PredictionsFile.Format(evaluated));

        Assert.Equivalent(evaluated, PredictionsFile.Read(folder.File("predictions.jsonl"), options), strict: true);
    }

    private static TheoryData<string> Cases(string kind, string file) =>
        [.. Directory.GetDirectories(Goldens.Path("golden", "evaluation", kind)).Where(folder => File.Exists(Path.Combine(folder, file))).Select(folder => Path.GetFileName(folder)!).Order()];
}
