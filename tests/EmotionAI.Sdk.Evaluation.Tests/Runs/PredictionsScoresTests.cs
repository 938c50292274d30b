using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

/// <summary>Says what scores may be, how logits become scores, and how both become labels.</summary>
public sealed class PredictionsScoresTests : IDisposable
{
    private static readonly EmotionLabels Labels = new(["joy", "anger", "fear"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("p.csv", "y_true,logit_joy,logit_anger,logit_fear\njoy,2,-1,700\nfear,0.5,0.25,-800\n")]
    [InlineData("p.csv", "y_true,p_joy,p_anger,p_fear\njoy,2,-1,700\nfear,0.5,0.25,-800\n")]
    [InlineData("p.jsonl", "{\"truth\":\"joy\",\"logits\":[2,-1,700]}\n{\"truth\":\"fear\",\"logits\":[0.5,0.25,-800],\"scores\":[9,9,9]}\n")]
    public void Read_LogitsOfOneLabelASample_AreSoftmaxed(string name, string content)
    {
        var evaluated = Read(name, content, options => (options.AreLogits, options.LogitScale) = (true, 0.5));

        double[] expected = [.. Softmax(1, -.5, 350), .. Softmax(.25, .125, -400)];
        Assert.Equal(expected, evaluated.Scores!.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([2, 0], evaluated.ToSingleLabel().Predicted.ToArray());
    }

    [Fact]
    public void Read_LogitsOfSeveralLabels_GoThroughTheSigmoid()
    {
        var evaluated = Read("p.csv", "y_true,p_joy,p_anger,p_fear\njoy|anger,2,-1,700\nfear,0.5,0,-800\n", options => options.AreLogits = true);

        double[] logits = [2, -1, 700, .5, 0, -800];
        Assert.Equal(logits.Select(logit => 1 / (1 + Math.Exp(-logit))), evaluated.Scores!.Values.ToArray());
        Assert.Equal([[0, 2], [0, 1]], evaluated.Samples.Select(sample => sample.Predicted));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.25")]
    public void Read_ScoreOutsideZeroToOne_IsRefusedWithTheWayOut(string score)
    {
        var table = Fault("p.csv", $"y_true,p_joy,p_anger,p_fear\njoy,.1,.1,.1\nanger,.1,{score},.1\n");
        var json = Fault("p.jsonl", $"{{\"truth\":\"joy\",\"scores\":[0.1,0.1,0.1]}}\n{{\"truth\":\"joy\",\"scores\":[0.1,{score},0.1]}}\n");

        Assert.Contains($"line 3: the score of 'anger' is {score}; 0 to 1 is allowed", table, StringComparison.Ordinal);
        Assert.Contains("--logits", table, StringComparison.Ordinal);
        Assert.Contains($"line 2: the score of 'anger' is {score}", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("\"0.5\"")]
    [InlineData("[0.5]")]
    public void Read_JsonScoreThatIsNoNumber_IsAFaultOfItsLine(string score) =>
        AssertSecondIsAFault(Read("p.jsonl", $"{{\"truth\":\"joy\",\"scores\":[0.8,0.1,0.1]}}\n{{\"truth\":\"joy\",\"scores\":[0.1,{score},0.1]}}\n{{\"truth\":\"joy\",\"p_joy\":0.1,\"p_anger\":0.1}}\n{{\"truth\":\"joy\",\"scores\":[0.8,0.1,0.1]}}\n"), 2, 3);

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("")]
    [InlineData("0,5")]
    public void Read_ScoreInATableThatIsNoNumber_IsAFaultOfItsRow(string score) =>
        AssertSecondIsAFault(Read("p.csv", $"y_true;p_joy;p_anger;p_fear\njoy;.8;.1;.1\njoy;.8;{score};.1\njoy;.8;.1;.1\n"), 3);

    [Fact]
    public void Read_ArrayWithAScoreThatIsNoNumber_IsAFaultOfItsRow()
    {
        var scores = _folder.Write("s.npy", NpyFile.Of("<f8", [3, 3], .8, .1, .1, .8, double.PositiveInfinity, .1, .8, .1, .1));
        var truth = _folder.Write("t.npy", NpyFile.Of("<i8", [3], 0, 1, 0));

        AssertSecondIsAFault(PredictionsFile.Read(scores, new PredictionsOptions { Labels = Labels, TruthPath = truth }), 2);
    }

    [Fact]
    public void Read_Thresholds_HoldWhateverTheNumberOfTrueLabels()
    {
        var evaluated = Read("p.csv", "y_true,p_joy,p_anger,p_fear\njoy,.3,.6,.1\nfear,.1,.1,.1\n", options => options.Thresholds = [.2, .7, .05]);

        Assert.Equal(ProblemType.MultiLabel, evaluated.ProblemType);
        Assert.Equal([[0, 2], [2]], evaluated.Samples.Select(sample => sample.Predicted));
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 0, 1 })]
    [InlineData(3, new[] { 0, 1, 2 })]
    public void Read_TopK_LeavesTheBestOfThoseAccepted(int topK, int[] expected)
    {
        var evaluated = Read("p.csv", "y_true,p_joy,p_anger,p_fear\njoy|fear,.6,.7,.6\n", options => options.TopK = topK);

        Assert.Equal(expected, evaluated.Samples[0].Predicted);
    }

    [Fact]
    public void Read_ThresholdsOfASingleLabelProblem_DecideWhereTheyLeaveOneLabel()
    {
        var evaluated = Read("p.csv", "y_true,p_joy,p_anger,p_fear\njoy,.3,.6,.1\nfear,.3,.1,.6\n", options => (options.ProblemType, options.Thresholds) = (ProblemType.SingleLabel, [.25, .7, .5]));

        Assert.Equal([0, 2], evaluated.ToSingleLabel().Predicted.ToArray());
    }

    [Fact]
    public void Read_Regression_IsRefused() =>
        Assert.Equal(EmotionErrorCodes.SettingInvalid, Assert.Throws<EmotionAIException>(() => Read("p.csv", "y_true,y_pred\njoy,joy\n", options => options.ProblemType = ProblemType.Regression)).Code);

    private static double[] Softmax(params double[] logits)
    {
        double[] exponents = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        return [.. exponents.Select(exponent => exponent / exponents.Sum())];
    }

    private static void AssertSecondIsAFault(EvaluatedModel evaluated, params int[] lines)
    {
        Assert.Equal(lines, evaluated.Problems.Select(problem => problem.Line));
        Assert.Equal([.8, .1, .1, .8, .1, .1], evaluated.Scores!.Values.ToArray());
    }

    private string Fault(string name, string content) => Assert.Throws<EmotionAIException>(() => Read(name, content)).Message;

    private EvaluatedModel Read(string name, string content, Action<PredictionsOptions>? configure = null)
    {
        var options = new PredictionsOptions { Labels = Labels };
        configure?.Invoke(options);
        return PredictionsFile.Read(_folder.Write(name, content), options);
    }
}
