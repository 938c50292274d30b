using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

/// <summary>Pairs predictions with a truth of its own file: whatever is wrong with one row, no other row takes its truth.</summary>
public sealed class JoinedTruthTests : IDisposable
{
    private const int Count = 6;

    private static readonly EmotionLabels Labels = new(["l0", "l1", "l2", "l3", "l4", "l5"]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> BadRows => new()
    {
        { "p.csv", "0.1" },
        { "p.csv", "x,0,0,0,0,0" },
        { "p.csv", "1e400,0,0,0,0,0" },
        { "p.csv", "\"0,0,0,0,0,0" },
        { "p.csv", "\u00ff,0,0,0,0,0" },
        { "p.tsv", "x\t0\t0\t0\t0\t0" },
        { "p.jsonl", "not json" },
        { "p.jsonl", "{\"scores\":[1]}" },
        { "p.jsonl", "{\"error\":\"no\"}" },
        { "p.jsonl", "{\"scores\":[0,0,0,0,0,1e400]}" },
        { "p.jsonl", "{\"p_l0\":0.1}" },
    };

    public static TheoryData<string, string> BadTruths => new()
    {
        { "t.csv", "rage" },
        { "t.csv", "a,b" },
        { "t.csv", "" },
        { "t.csv", "\"" },
        { "t.csv", "\u00ff" },
        { "t.tsv", "rage" },
        { "t.jsonl", "not json" },
        { "t.jsonl", "{}" },
        { "t.jsonl", "{\"label\":\"rage\"}" },
        { "t.npy", "9" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BadRows))]
    public void Read_BadRowOfThePredictions_ShiftsNothing(string name, string bad)
    {
        for (var at = 0; at < Count; at++)
        {
            Check(name, bad, at, "t.csv", null, -1);
        }
    }

    [Theory]
    [MemberData(nameof(BadTruths))]
    public void Read_BadRowOfTheTruth_ShiftsNothing(string name, string bad)
    {
        // An empty line at the end is none: then the numbers of rows differ, which is said.
        for (var at = 0; at < (bad.Length == 0 ? Count - 1 : Count); at++)
        {
            Check("p.csv", null, -1, name, bad, at);
            Check("p.jsonl", null, -1, name, bad, at);
        }
    }

    [Fact]
    public void Read_BadRowsOfBoth_AreListedInTheOrderOfTheFile()
    {
        Check("p.csv", "x,0,0,0,0,0", 1, "t.csv", "rage", 4);
        Check("p.csv", "x,0,0,0,0,0", 4, "t.csv", "", 1);
        Check("p.jsonl", "not json", 3, "t.jsonl", "not json", 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Read_OtherNumberOfRows_IsRefused(int difference)
    {
        var truth = _folder.Write("t.csv", "label\n" + string.Concat(Enumerable.Range(0, Count + difference).Select(row => $"l{row % Count}\n")));

        var fault = Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(Predictions("p.csv", null, -1), new PredictionsOptions { Labels = Labels, TruthPath = truth }));

        Assert.Contains($"{Count + difference} samples; {Count}, as in", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyLinesAtDifferentPlaces_PairNoOtherRow()
    {
        var predictions = _folder.Write("p.csv", "y_pred\nl0\n\nl2\nl3\n");
        var truth = _folder.Write("t.csv", "y_true\nl0\nl1\nl2\n\nl3\n");

        var fault = Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(predictions, new PredictionsOptions { Labels = Labels, TruthPath = truth }));

        Assert.Contains("5 samples; 4", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Row i predicts label i, and label i is its truth: any row that took the truth of another one shows.</summary>
    private void Check(string predictionsName, string? badRow, int badRowAt, string truthName, string? badTruth, int badTruthAt)
    {
        var predictions = Predictions(predictionsName, badRow, badRowAt);
        var truth = Truth(truthName, badTruth, badTruthAt);

        var evaluated = PredictionsFile.Read(predictions, new PredictionsOptions { Labels = Labels, TruthPath = truth });

        int[] bad = [.. ((int[])[badRowAt, badTruthAt]).Where(row => row >= 0).Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, Count).Except(bad), evaluated.Samples.Select(sample => Assert.Single(sample.Truth)));
        Assert.All(evaluated.Samples, sample => Assert.Equal(sample.Truth, sample.Predicted));
        Assert.Equal(bad.Select(row => row + (predictionsName.EndsWith("jsonl", StringComparison.Ordinal) ? 1 : 2)), evaluated.Problems.Select(problem => problem.Line));
    }

    private string Predictions(string name, string? bad, int at)
    {
        var separator = name.EndsWith("tsv", StringComparison.Ordinal) ? '\t' : ',';
        var isJson = name.EndsWith("jsonl", StringComparison.Ordinal);
        var header = isJson ? "" : string.Join(separator, Labels.Select(label => $"p_{label}")) + "\n";
        return Write(name, header, bad, at, row =>
        {
            var scores = string.Join(isJson ? ',' : separator, Enumerable.Range(0, Count).Select(label => label == row ? "1" : "0"));
            return isJson ? $"{{\"scores\":[{scores}]}}" : scores;
        });
    }

    private string Truth(string name, string? bad, int at) => name switch
    {
        "t.npy" => _folder.Write(name, NpyFile.Of("<f8", [Count], [.. Enumerable.Range(0, Count).Select(row => row == at ? 9.0 : row)])),
        "t.jsonl" => Write(name, "", bad, at, row => $"{{\"label\":\"l{row}\"}}"),
        _ => Write(name, "label\n", bad, at, row => $"l{row}"),
    };

    private string Write(string name, string header, string? bad, int at, Func<int, string> good) =>
        _folder.Write(name, System.Text.Encoding.Latin1.GetBytes(header + string.Concat(Enumerable.Range(0, Count).Select(row => $"{(row == at ? bad : good(row))}\n"))));
}
