namespace EmotionAI.Cli.Tests.Commands;

public sealed class EvaluationUsageTests
{
    private readonly Terminal _terminal = new();

    public static TheoryData<string, string> WrongUses => new()
    {
        { "evaluate text", "--data" },
        { "evaluate text --data x --folds f.csv", "--folds and --fold go together" },
        { "evaluate audio --data x --folds f.csv --fold 1 --speakers 01", "--folds and --speakers exclude each other" },
        { "evaluate text --data x --resamples 0", "--resamples is '0'" },
        { "evaluate text --data x --threshold 1.5", "--threshold is '1.5'" },
        { "evaluate predictions --input x", "--labels" },
        { "calibrate --data x", "--model" },
        { "calibrate --model x --data x --objective recall", "allowed: macro-f1, micro-f1, or precision=X" },
        { "calibrate --model x --data x --objective precision=2", "--objective is 'precision=2'" },
        { "calibrate --model x --data x --scheme best", "best" },
        { "calibrate --model x --data x --scheme guarded --objective micro-f1", "--scheme guarded and cv are for --objective macro-f1" },
        { "compare a --data x", "'compare'" },
        { "plot confusion-matrix --input x --labels y", "--output" },
        { "plot confusion-matrix --input x --labels y --output z.png --normalize column", "column" },
    };

    public static TheoryData<string, string> MissingThings => new()
    {
        { "evaluate text --data nofile.csv --model nofolder", "'nofile.csv' does not exist" },
        { "evaluate text --data nofile.xlsx --model nofolder", "'.xlsx'" },
        { "calibrate --model nofolder --data nofile.csv", "'nofolder' does not exist" },
        { "compare nofolder nofolder --data nofile.csv", "'nofolder' does not exist" },
        { "plot confusion-matrix --input nofile.npy --labels nofile.json --output z.png", "does not exist" },
        { "evaluate predictions --input nofile.csv --labels nofile.json", "'nofile.json' does not exist" },
    };

    [Theory]
    [MemberData(nameof(WrongUses))]
    public void Run_WrongUse_SaysWhatIsAllowed(string arguments, string mention)
    {
        Assert.Equal(ExitCode.Usage, _terminal.Run(arguments.Split(' ')));

        Assert.Contains(mention, _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(_terminal.Output);
    }

    [Theory]
    [MemberData(nameof(MissingThings))]
    public void Run_MissingThing_IsNamed(string arguments, string mention)
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run(arguments.Split(' ')));

        Assert.Contains(mention, _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MoreFoldsThanSamples_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        TinyTextModel.Write(folder.Path);
        var data = folder.Write("dev.csv", "text,label\nhi good,joy\nbad,sadness\ngood,joy\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("calibrate", "--model", folder.Path, "--data", data, "--scheme", "cv", "--cv-folds", "5", "--output", folder.File("out.json")));

        Assert.Contains("--cv-folds is 5, and the data have 3 samples", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classify text")]
    [InlineData("classify audio")]
    [InlineData("evaluate text")]
    [InlineData("evaluate audio")]
    [InlineData("evaluate predictions")]
    [InlineData("calibrate")]
    [InlineData("compare")]
    [InlineData("report")]
    [InlineData("plot confusion-matrix")]
    [InlineData("plot f1")]
    [InlineData("bundle inspect")]
    [InlineData("export onnx")]
    [InlineData("tokenize")]
    public void Run_Help_DescribesEveryOptionAndHasExamples(string verb)
    {
        Assert.Equal(ExitCode.Success, _terminal.Run([.. verb.Split(' '), "--help"]));

        Assert.All(_terminal.Lines.Where(line => line.StartsWith("  -", StringComparison.Ordinal)), line => Assert.Matches(@"^  -.*\S  +\S", line));
        Assert.Matches($@"Examples:\n  .*emotionai {verb}", _terminal.Output);
    }
}
