namespace EmotionAI.Cli.Tests.Output;

/// <summary>Whatever an error or a warning quotes, it neither steers the terminal nor turns its own text around.</summary>
public sealed class QuotedTextTests : IDisposable
{
    private const string Steering = "a\u001b[31m\u202Eb\u2066\u009bc";

    private readonly TemporaryFolder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("classify", "text", "x", "--model", Steering)]
    [InlineData("classify", "text", "--mock", "--input", Steering)]
    [InlineData(Steering)]
    [InlineData("bundle", "inspect", Steering)]
    [InlineData("plot", "f1", "--input", Steering, "--output", "x.png")]
    [InlineData("report", "--evaluation", Steering)]
    [InlineData("compare", Steering, Steering, "--data", Steering + ".csv")]
    public void Run_NameThatSteers_IsQuotedWithout(params string[] arguments)
    {
        Assert.NotEqual(ExitCode.Success, _terminal.Run(arguments));

        Assert.Contains("b", _terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_terminal.Error, character => character is '\u001b' or '\u009b' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
    }

    [Fact]
    public void Run_FileThatSteers_IsQuotedWithout()
    {
        var data = _folder.Write("p.csv", $"text,{Steering},truth\nx,0.5,{Steering}\n");

        Assert.NotEqual(ExitCode.Success, _terminal.Run("evaluate", "predictions", "--input", data, "--truth-column", Steering + "d"));

        Assert.NotEmpty(_terminal.Error);
        Assert.DoesNotContain(_terminal.Error, character => character is '\u001b' or '\u202E' or '\u2066');
    }
}
