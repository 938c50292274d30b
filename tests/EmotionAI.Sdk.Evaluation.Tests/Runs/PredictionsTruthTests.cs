using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Runs;

/// <summary>Says which labels are the truth, and which rows have none that can be used.</summary>
public sealed class PredictionsTruthTests : IDisposable
{
    private static readonly EmotionLabels Labels = new(["joy", "anger", "fear"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("label,y_true,y_pred\njoy,anger,fear\n", 1, 2)]
    [InlineData("true_label,label,predicted\nfear,joy,anger\n", 2, 1)]
    [InlineData("emotion,y_pred\njoy,anger\n", 0, 1)]
    [InlineData("Ground Truth,predicted label\nfear,joy\n", 2, 0)]
    [InlineData("y_true,y_pred\n2,LABEL_1\n", 2, 1)]
    [InlineData("y_true,y_pred\n2.0,1.0\n", 2, 1)]
    [InlineData("joy,anger,fear,pred_joy,pred_anger,pred_fear\n0,TRUE,0.0,1,false,0\n", 1, 0)]
    public void Read_Table_FindsTruthAndPrediction(string csv, int truth, int predicted)
    {
        var sample = Assert.Single(Read(csv).Samples);

        Assert.Equal((truth, predicted), (Assert.Single(sample.Truth), Assert.Single(sample.Predicted)));
    }

    [Theory]
    [InlineData("y_true,gold,y_pred\njoy,joy,joy\n", "'y_true', 'gold' may each be meant; --truth-column")]
    [InlineData("label,emotion,y_pred\njoy,joy,joy\n", "'label', 'emotion' may each be meant; --truth-column")]
    [InlineData("y_true,y_pred,predicted\njoy,joy,joy\n", "'y_pred', 'predicted' may each be meant; --predicted-column")]
    public void Read_TwoCandidates_NamesBothAndTheOption(string csv, string mention)
    {
        Assert.Contains(mention, Fault(() => Read(csv)), StringComparison.Ordinal);
        Assert.Contains(mention, Fault(() => Read("p.jsonl", ToJson(csv))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.csv", "y_true,gold,y_pred,predicted\njoy,anger,fear,joy\n")]
    [InlineData("p.jsonl", "{\"y_true\":\"joy\",\"gold\":\"anger\",\"y_pred\":\"fear\",\"predicted\":\"joy\"}\n")]
    public void Read_ColumnsAskedFor_AreTaken(string name, string content)
    {
        var sample = Assert.Single(Read(name, content, options => (options.TruthColumn, options.PredictedColumn) = ("gold", "y_pred")).Samples);

        Assert.Equal((1, 2), (Assert.Single(sample.Truth), Assert.Single(sample.Predicted)));
    }

    [Fact]
    public void Read_ColumnAskedForThatIsNotThere_NamesThoseThatAre()
    {
        Assert.Contains("there is no 'gold'; it has 'y_true'", Fault(() => Read("p.csv", "y_true,y_pred\njoy,joy\n", options => options.TruthColumn = "gold")), StringComparison.Ordinal);

        var evaluated = Read("p.jsonl", "{\"gold\":\"joy\",\"y_pred\":\"joy\"}\n{\"y_true\":\"joy\",\"y_pred\":\"joy\"}\n", options => options.TruthColumn = "gold");
        Assert.Equal((2, 1), (Assert.Single(evaluated.Problems).Line, evaluated.Samples.Count));
    }

    [Theory]
    [InlineData("7", "'joy' holds '7'")]
    [InlineData("", "'joy' holds ''")]
    [InlineData("0.5", "'joy' holds '0.5'")]
    [InlineData("1e400", "'joy' holds '1e400'")]
    [InlineData("NaN", "'joy' holds 'NaN'")]
    [InlineData("-1", "'joy' holds '-1'")]
    public void Read_IndicatorThatIsNone_IsAFaultOfItsRow(string cell, string mention)
    {
        var evaluated = Read($"joy,anger,fear,p_joy,p_anger,p_fear\n1,1,0,.1,.2,.3\n{cell},1,0,.1,.2,.3\n0,0,1,.1,.2,.3\n");

        Assert.Contains(mention, Assert.Single(evaluated.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(3, evaluated.Problems[0].Line);
        Assert.Equal([[0, 1], [2]], evaluated.Samples.Select(sample => sample.Truth));
    }

    [Theory]
    [InlineData("y_true,y_pred\njoy,joy\n,anger\nfear,fear\n", "the true label is missing")]
    [InlineData("y_true,y_pred\njoy,joy\njoy, \nfear,fear\n", "the predicted label is missing")]
    [InlineData("y_true,p_joy,p_anger,p_fear\njoy,.8,.1,.1\n,.8,.1,.1\nfear,.8,.1,.1\n", "the true label is missing")]
    public void Read_EmptyFieldWhereTheOthersHaveOneLabel_IsAFaultOfItsRow(string csv, string mention)
    {
        var evaluated = Read(csv);

        Assert.Equal(ProblemType.SingleLabel, evaluated.ProblemType);
        Assert.Equal([[0], [2]], evaluated.Samples.Select(sample => sample.Truth));
        Assert.Equal(3, Assert.Single(evaluated.Problems).Line);
        Assert.Contains(mention, evaluated.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, evaluated.ToSingleLabel().Count);
    }

    [Theory]
    [InlineData("y_true,y_pred\njoy|anger,joy\n,anger\nfear,\n")]
    [InlineData("y_true,y_pred\njoy|anger,joy\n[],anger\nfear,[]\n")]
    [InlineData("y_true,y_pred\njoy,joy\n[],anger\nfear,[]\n")]
    public void Read_EmptyFieldWhereSamplesMayHaveSeveralLabels_IsNone(string csv)
    {
        var evaluated = Read(csv);

        Assert.Empty(evaluated.Problems);
        Assert.Equal(ProblemType.MultiLabel, evaluated.ProblemType);
        Assert.Empty(evaluated.Samples[1].Truth);
        Assert.Empty(evaluated.Samples[2].Predicted);
    }

    [Fact]
    public void Read_EmptyFieldUnderThresholds_IsNone()
    {
        var evaluated = Read("p.csv", "y_true,p_joy,p_anger,p_fear\njoy,.8,.1,.1\n,.8,.1,.1\n", options => options.Thresholds = [0.5, 0.5, 0.5]);

        Assert.Empty(evaluated.Problems);
        Assert.Equal([[0], []], evaluated.Samples.Select(sample => sample.Truth));
    }

    [Theory]
    [InlineData("joy|anger", "2 true labels; one is allowed")]
    [InlineData("", "0 true labels; one is allowed")]
    [InlineData("[]", "0 true labels; one is allowed")]
    public void Read_NotOneTrueLabelInASingleLabelProblem_IsAFaultOfItsRow(string cell, string mention)
    {
        var evaluated = Read("p.csv", $"y_true,p_joy,p_anger,p_fear\njoy,.8,.1,.1\n{cell},.8,.1,.1\nfear,.1,.1,.8\n", options => options.ProblemType = ProblemType.SingleLabel);

        Assert.Equal(3, Assert.Single(evaluated.Problems).Line);
        Assert.Contains(mention, evaluated.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal([0, 2], evaluated.ToSingleLabel().Truth.ToArray());
    }

    [Theory]
    [InlineData("<f4")]
    [InlineData("<f8")]
    [InlineData("<i8")]
    public void Read_ArrayOfTruth_MayBeOfAnyKindOfNumber(string type)
    {
        var scores = _folder.Write("scores.npy", NpyFile.Of("<f4", [3, 3], .8, .1, .1, .1, .8, .1, .1, .1, .8));
        var matrix = _folder.Write("matrix.npy", NpyFile.Of(type, [3, 3], 1, 0, 1, 0, 1, 0, 0, 0, 0));
        var indices = _folder.Write("indices.npy", NpyFile.Of(type, [3], 0, 1, 2));

        Assert.Equal([[0, 2], [1], []], ReadArrays(scores, matrix).Samples.Select(sample => sample.Truth));
        Assert.Equal([[0], [1], [2]], ReadArrays(scores, indices).Samples.Select(sample => sample.Truth));
        Assert.Equal([1, 0, 1, 0, 1, 0, 0, 0, 0], PredictionArrays.ReadLabelMatrix(matrix).Values.ToArray());
    }

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(-1, "-1")]
    public void Read_ArrayWithAnotherNumber_IsAFaultOfItsRow(double value, string shown)
    {
        var scores = _folder.Write("scores.npy", NpyFile.Of("<f8", [3, 3], .8, .1, .1, .1, .8, .1, .1, .1, .8));
        var matrix = _folder.Write("matrix.npy", NpyFile.Of("<f8", [3, 3], 1, 0, 1, 0, value, 0, 0, 0, 1));

        var evaluated = ReadArrays(scores, matrix);

        Assert.Contains($"row 1: 'anger' is {shown}; 0 and 1 are allowed", Assert.Single(evaluated.Problems).Message, StringComparison.Ordinal);
        Assert.Equal([[0, 2], [2]], evaluated.Samples.Select(sample => sample.Truth));
        Assert.Equal([.8, .1, .1, .1, .1, .8], evaluated.Scores!.Values.ToArray());
        Assert.Contains($"{shown} in row 1, column 1", Fault(() => PredictionArrays.ReadLabelMatrix(matrix)), StringComparison.Ordinal);
    }

    private static string Fault(Func<object> read) => Assert.Throws<EmotionAIException>(read).Message;

    private static string ToJson(string csv) => csv.Split('\n') is [var names, var values, ..]
        ? $"{{{string.Join(',', names.Split(',').Zip(values.Split(',')).Select(pair => $"\"{pair.First}\":\"{pair.Second}\""))}}}\n"
        : throw new ArgumentException(csv, nameof(csv));

    private EvaluatedModel Read(string csv) => Read("p.csv", csv);

    private EvaluatedModel Read(string name, string content, Action<PredictionsOptions>? configure = null)
    {
        var options = new PredictionsOptions { Labels = Labels };
        configure?.Invoke(options);
        return PredictionsFile.Read(_folder.Write(name, content), options);
    }

    private static EvaluatedModel ReadArrays(string scores, string truth) => PredictionsFile.Read(scores, new PredictionsOptions { Labels = Labels, TruthPath = truth });
}
