namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Leaves columns alone in every verb that reads labelled data: a column that is called <c>label</c> and holds something else.</summary>
public sealed class IgnoredColumnsTests : IDisposable
{
    private const string Text = "text,label,emotion,joy,sadness\nhi good,x1,y,1,0\nbad,x2,y,0,1\ngood,x3,y,1,0\nbad bad,x4,y,1,0\n";

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("evaluate text --model {0} --no-mark --data {1}")]
    [InlineData("calibrate --model {0} --output {2} --data {1}")]
    [InlineData("compare {0} {0} --data {1}")]
    public void Run_Text_LeavesTheColumnsAlone(string arguments)
    {
        TinyTextModel.Write(_folder.File("model"));
        var data = _folder.Write("d.csv", Text);

        AssertLeavesAlone(arguments, _folder.File("model"), data);
    }

    [Theory]
    [InlineData("evaluate audio --model {0} --no-mark --data {1}")]
    [InlineData("calibrate --model {0} --output {2} --data {1}")]
    [InlineData("compare {0} {0} --data {1}")]
    public void Run_Audio_LeavesTheColumnsAlone(string arguments)
    {
        string[] labels = ["neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised"];
        var clip = Goldens.Path("data", "audio", "emodb", "03a01Fa.flac");
        var rows = ((int[])[0, 2, 3, 4]).Select((truth, row) => $"{clip},x{row},y,{string.Join(',', labels.Select((_, label) => label == truth ? "1" : "0"))}\n");
        var data = _folder.Write("d.csv", $"path,label,emotion,{string.Join(',', labels)}\n{string.Concat(rows)}");

        AssertLeavesAlone(arguments, Goldens.Path("models", "audio", "checkpoint"), data);
    }

    [Fact]
    public void Run_ColumnThatIsIgnored_IsNoInputEither()
    {
        TinyTextModel.Write(_folder.File("model"));
        var data = _folder.Write("d.csv", "text,sentence,label\n1,good,joy\n2,bad,sadness\n");

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "text", "--model", _folder.File("model"), "--no-mark", "--data", data, "--ignore-columns", "text", "--output", _folder.File("out")));

        Assert.Contains("\"input\":\"good\"", File.ReadAllText(Path.Combine(_folder.File("out"), "predictions.jsonl")), StringComparison.Ordinal);
    }

    private void AssertLeavesAlone(string arguments, string model, string data)
    {
        string[] verb = [.. arguments.Split(' ').Select(argument => argument switch { "{0}" => model, "{1}" => data, "{2}" => _folder.File("tuned"), _ => argument })];

        Assert.Equal(ExitCode.Failure, _terminal.Run(verb));
        Assert.Contains("x", _terminal.Error, StringComparison.Ordinal);
        foreach (var ignored in (string[][])[["label", "emotion"], ["label,emotion"]])
        {
            Assert.Equal(ExitCode.Success, _terminal.Run([.. verb, "--ignore-columns", .. ignored]));
            Assert.Empty(_terminal.Error);
            Assert.Contains("4", _terminal.Output, StringComparison.Ordinal);
            if (Directory.Exists(_folder.File("tuned")))
            {
                Directory.Delete(_folder.File("tuned"), recursive: true);
            }
        }
    }
}
