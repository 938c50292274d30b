namespace EmotionAI.Cli.Tests.Commands;

public sealed class UsageTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "", "Required command was not provided." },
        { "classify", "Required command was not provided." },
        { "clasify text x", "Did you mean 'classify'?" },
        { "evaluate txt --data x", "Did you mean 'evaluate text'?" },
        { "calibrat", "Did you mean 'calibrate'?" },
        { "plot confusionmatrix", "Did you mean 'plot confusion-matrix'?" },
        { "text hello", "Did you mean 'classify text' or 'evaluate text' or 'prepare text'" },
        { "inspect x", "Did you mean 'bundle inspect'?" },
        { "classify text --topk 3", "Unknown option '--topk'. Did you mean '--top-k'?" },
        { "classify text x -k", "Unknown option '-k'" },
        { "classify text x --top-k 0", "--top-k is '0'; allowed: 1 or more." },
        { "classify text x --top-k many", "--top-k is 'many'" },
        { "classify text x --threshold 1.5", "--threshold is '1.5'; allowed: a number from 0 to 1." },
        { "classify text x --threshold 0,5", "--threshold is '0,5'" },
        { "classify text x --threshold NaN", "--threshold is 'NaN'" },
        { "classify text x --batch-size 1025", "--batch-size is '1025'; allowed: a whole number from 1 to 1024." },
        { "classify text x --threads 0", "--threads is '0'" },
        { "classify text x --format xml", "xml" },
        { "classify text x --input y", "Texts and --input exclude each other." },
        { "classify text x --mock --model y", "--model and --mock exclude each other." },
        { "classify text --input", "--input" },
        { "classify text", "There is no text." },
        { "classify audio", "'audio'" },
        { "classify audio x.wav --modle y", "Unknown option '--modle'. Did you mean '--model'?" },
        { "report --evaluation=x --modl=y", "Did you mean '--model'?" },
        { "bundle inspect", "'inspect'" },
        { "bundle inspect a b", "b" },
        { "bundle inspect a --format jsonl", "jsonl" },
        { "report", "--evaluation" },
        { "report --evaluation x --examples -1", "--examples is '-1'" },
        { "tokenize x --input y", "Texts and --input exclude each other." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Run_WrongUsage_ReturnsTwoAndSaysWhy(string arguments, string expected)
    {
        var terminal = new Terminal { IsInputTerminal = true };

        Assert.Equal(ExitCode.Usage, terminal.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Contains(expected, terminal.Error, StringComparison.Ordinal);
        Assert.Contains("--help", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(terminal.Output);
    }

    [Theory]
    [InlineData("joy")]
    [InlineData("evaluate goemotions")]
    [InlineData("classify text x --zzz")]
    public void Run_WordThatIsNearNothing_SuggestsNothing(string arguments)
    {
        var terminal = new Terminal { IsInputTerminal = true };

        Assert.Equal(ExitCode.Usage, terminal.Run(arguments.Split(' ')));

        Assert.DoesNotContain("Did you mean", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classify text")]
    [InlineData("classify audio")]
    [InlineData("bundle inspect")]
    [InlineData("tokenize")]
    [InlineData("report")]
    public void Run_Help_ShowsExamples(string verb)
    {
        var terminal = new Terminal();

        Assert.Equal(ExitCode.Success, terminal.Run([.. verb.Split(' '), "--help"]));

        var examples = terminal.Output[terminal.Output.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.True(examples.Split('\n').Count(line => line.Contains($"emotionai {verb} ", StringComparison.Ordinal)) >= 2);
        Assert.Empty(terminal.Error);
    }

    [Fact]
    public void Run_HelpOfTheTool_ListsTheVerbs()
    {
        var terminal = new Terminal();

        Assert.Equal(ExitCode.Success, terminal.Run("--help"));

        Assert.All((string[])["classify", "bundle", "tokenize"], verb => Assert.Contains(verb, terminal.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Version_PrintsThreeNumbers()
    {
        var terminal = new Terminal();

        Assert.Equal(ExitCode.Success, terminal.Run("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+\n$", terminal.Output);
    }
}
