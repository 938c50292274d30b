using System.Text;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary><c>evaluate predictions</c> of quantities that were predicted elsewhere; the figures are those of the formulas in docs/evaluation.md, computed in Python.</summary>
public sealed class PredictedDimensionsTests : IDisposable
{
    private const string Truth = "true_arousal,true_valence";
    private const string Predicted = "pred_arousal,pred_valence";

    private static readonly double[][] True = [[.1, .9], [.4, .1], [.5, .2], [.9, .3]];
    private static readonly double[][] Answers = [[.2, .5], [.3, .3], [.7, .1], [.8, .2]];

    private readonly TemporaryFolder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("t.csv", Truth + "," + Predicted)]
    [InlineData("t.csv", "truth.arousal,truth.valence,dimensions.arousal,dimensions.valence")]
    [InlineData("t.csv", "arousal_true,valence_true,arousal_pred,valence_pred")]
    [InlineData("t.csv", "true_arousal,true_valence,arousal,valence")]
    [InlineData("t.csv", "arousal,valence,pred_arousal,pred_valence")]
    public void Run_Table_MeasuresEachDimension(string file, string header)
    {
        var input = _folder.Write(file, $"{header}\n{string.Join('\n', True.Zip(Answers, (truth, answer) => string.Join(',', truth.Concat(answer).Select(Text))))}\n");

        CheckFigures("--input", input);
    }

    [Theory]
    [InlineData("truth", "dimensions")]
    [InlineData("y_true", "y_pred")]
    public void Run_JsonLines_MeasuresEachDimension(string truth, string predicted) =>
        CheckFigures("--input", _folder.Write("p.jsonl", Lines((t, p) => $$$"""{"{{{truth}}}":{"valence":{{{Text(t[1])}}},"arousal":{{{Text(t[0])}}}},"{{{predicted}}}":{"arousal":{{{Text(p[0])}}},"valence":{{{Text(p[1])}}}}}""")));

    [Fact]
    public void Run_JsonLinesOfLists_MeasuresEachDimension() =>
        CheckFigures("--input", _folder.Write("p.jsonl", Lines((t, p) => $$"""{"gold":[{{Text(t[0])}},{{Text(t[1])}}],"mine":[{{Text(p[0])}},{{Text(p[1])}}]}""")), "--predicted-column", "mine");

    [Fact]
    public void Run_TruthInFileOfItsOwn_IsJoinedByRow()
    {
        var truth = _folder.Write("truth.csv", "arousal,valence\n" + string.Join('\n', True.Select(row => $"{Text(row[0])},{Text(row[1])}")));
        var array = _folder.File("p.npy");
        File.WriteAllBytes(array, Array([.. Answers.SelectMany(row => row)], 2));

        CheckFigures("--input", array, "--truth", truth);
        CheckFigures("--input", _folder.Write("p.csv", "arousal,valence\n" + string.Join('\n', Answers.Select(row => $"{Text(row[0])},{Text(row[1])}"))), "--truth", truth);
    }

    [Fact]
    public void Run_AnswersOfEvaluateAudio_AreReadBack()
    {
        var folder = _folder.File("out");
        var input = _folder.Write("p.jsonl", Lines((t, p) => $$"""{"input":"a.wav","speaker":"s","truth":[{{Text(t[0])}},{{Text(t[1])}}],"dimensions":[{{Text(p[0])}},{{Text(p[1])}}]}"""));
        CheckFigures("--input", input, "--output", folder);
        var first = _terminal.Output;

        Assert.True(File.Exists(Path.Combine(folder, "metrics_overall.json")));
        CheckFigures("--input", Path.Combine(folder, "predictions.jsonl"), "--name", "p");
        Assert.Equal(first, _terminal.Output);
    }

    [Fact]
    public void Run_Terminal_ShowsTheTable()
    {
        var input = _folder.Write("t.csv", $"{Truth},{Predicted}\n.1,.2,.3,.4\n.2,.1,.4,.2\n.5,.1,.2,.3\n");

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "predictions", "--input", input, "--dimensions", "arousal", "valence", "--resamples", "5", "--format", "table"));

        Assert.Contains("CCC", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("valence", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RowWithoutNumber_IsLeftOutAndTold()
    {
        var input = _folder.Write("p.jsonl", """{"truth":[0.1,0.9],"dimensions":[0.2,0.5]}""" + "\n" + """{"truth":[0.1,0.9]}""" + "\n" + """{"truth":[0.4,"?"],"dimensions":[0.2,0.5]}""" + "\n" + """{"truth":[0.4,0.1],"dimensions":[0.3,0.3]}""" + "\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "predictions", "--input", input, "--dimensions", "arousal", "valence", "--resamples", "5"));

        Assert.Equal(2, _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32());
        Assert.Equal(2, _terminal.Json().GetProperty("faults").GetInt32());
        Assert.Contains("line 2: ", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("line 3: ", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "does not say the true values of arousal, valence; it has 'a', 'b'")]
    [InlineData(Truth + "\n1,2\n", "does not say the predicted values")]
    [InlineData("arousal,valence\n1,2\n", "does not say the predicted values")]
    [InlineData(Truth + "," + Predicted + "\n", "has no predictions")]
    public void Run_ColumnsThatAreNot_SaysWhatIsNeeded(string table, string message)
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "predictions", "--input", _folder.Write("t.csv", table), "--dimensions", "arousal", "valence"));

        Assert.Contains(message, _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--labels or --dimensions is required")]
    [InlineData("exclude each other", "--dimensions", "a", "--labels", "l.json")]
    [InlineData("has 'a' more than once", "--dimensions", "a", "a")]
    [InlineData("--logits is for labels", "--dimensions", "a", "--logits")]
    public void Run_OptionsThatDoNotFit_AreRefused(string message, params string[] options)
    {
        Assert.Equal(ExitCode.Usage, _terminal.Run(["evaluate", "predictions", "--input", "t.csv", .. options]));

        Assert.Contains(message, _terminal.Error, StringComparison.Ordinal);
    }

    private void CheckFigures(params string[] options)
    {
        Assert.True(ExitCode.Success == _terminal.Run(["evaluate", "predictions", "--dimensions", "arousal", "valence", "--resamples", "20", .. options]), _terminal.Error);

        var metrics = _terminal.Json().GetProperty("metrics");
        Assert.Equal(0.8813559322033897, Figure("ccc_arousal"), 1e-12);
        Assert.Equal(0.8910068068039617, Figure("pearson_arousal"), 1e-12);
        Assert.Equal(0.1322875655532295, Figure("rmse_arousal"), 1e-12);
        Assert.Equal(0.125, Figure("mae_arousal"), 1e-12);
        Assert.Equal(0.5728155339805825, Figure("ccc_valence"), 1e-12);
        Assert.Equal(2, _terminal.Json().GetProperty("intervals").GetProperty("ccc_mean").GetArrayLength());

        double Figure(string name) => metrics.GetProperty(name).GetDouble();
    }

    private static string Lines(Func<double[], double[], string> line) => string.Join('\n', True.Zip(Answers, line));

    private static string Text(double value) => FormattableString.Invariant($"{value}");

    private static byte[] Array(double[] values, int columns)
    {
        var header = FormattableString.Invariant($"{{'descr': '<f8', 'fortran_order': False, 'shape': ({values.Length / columns}, {columns}), }}");
        header = header.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)];
    }
}
