using EmotionAI.Cli.Evaluating;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Cli.Tests.Evaluating;

public sealed class TestDataMarksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_DataThatWasAdded_IsFoundInAnotherOrder()
    {
        var marks = new TestDataMarks(_folder.Path);

        Assert.Null(marks.Find(Data("joy", "anger")));
        Assert.True(marks.Add(Data("joy", "anger"), "test", "mine"));

        Assert.StartsWith("test of 'mine' (2 of 2 samples)", marks.Find(Data("joy", "anger")), StringComparison.Ordinal);
        Assert.StartsWith("test of 'mine' (1 of 2 samples)", marks.Find(Data("joy", "fear")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"split": "test", "split": "dev"}]""")]
    [InlineData("""{"split": "test"}""")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]")]
    [InlineData("[")]
    public void Find_FileThatIsNotOurs_IsRefusedByName(string json)
    {
        _folder.Write(TestDataMarks.FileName, json);

        var fault = Assert.Throws<EmotionAIException>(() => new TestDataMarks(_folder.Path).Find(Data("joy", "anger")));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, fault.Code);
        Assert.Contains(TestDataMarks.FileName, fault.Message, StringComparison.Ordinal);
    }

    private Dataset Data(params string[] labels) => Dataset.ReadText(_folder.Write("data.csv", $"text,label\n{string.Concat(labels.Select(label => $"a text of {label},{label}\n"))}"));
}
