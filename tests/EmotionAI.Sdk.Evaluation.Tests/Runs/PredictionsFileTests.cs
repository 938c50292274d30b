using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

public sealed class PredictionsFileTests : IDisposable
{
    private static readonly EmotionLabels Labels = new(["joy", "anger"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_JsonLinesOfTheTool_TakesLabelsWithScoresAndScoresByLabel()
    {
        var path = _folder.Write("p.jsonl", """
            {"input":"a","truth":["joy"],"labels":[{"label":"anger","score":0.9},{"label":"joy","score":0.8}],"scores":{"joy":0.8,"anger":0.9}}
            {"input":"b","error":{"code":"x","message":"y"}}
            {"input":"c","truth":"joy","scores":[0.2,0.6]}
            {"input":"d","truth":"rage","scores":[0.2,0.6]}
            {"input":"e","truth":"joy","scores":[0.2]}
            not json
            """);

        var evaluated = PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels, Thresholds = [0.1, 0.7] });

        Assert.Equal(ProblemType.MultiLabel, evaluated.ProblemType);
        Assert.Equal([[0, 1], [0]], evaluated.Samples.Select(sample => sample.Predicted));
        Assert.Equal([2, 4, 5, 6], evaluated.Problems.Select(problem => problem.Line));
        Assert.Contains("'rage'", evaluated.Problems[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text\na\n", "no column 'y_true'")]
    [InlineData("y_true\njoy\n", "neither predicted labels nor scores")]
    [InlineData("y_true,y_pred\nrage,joy\n", "'rage'")]
    public void Read_TableWithoutWhatIsNeeded_NamesIt(string csv, string mention) =>
        Assert.Contains(mention, Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(_folder.Write("p.csv", csv), new PredictionsOptions { Labels = Labels })).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Strict_StopsAtTheFirstFault()
    {
        var path = _folder.Write("p.csv", "y_true,y_pred\njoy,joy\nrage,joy\n");

        Assert.Contains("line 3", Assert.Throws<EmotionAIException>(() => PredictionsFile.Read(path, new PredictionsOptions { Labels = Labels, IsStrict = true })).Message, StringComparison.Ordinal);
    }
}
