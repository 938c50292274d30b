using System.Globalization;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class ClassifyTextCommandTests
{
    private const string Line = """
        {"index":0,"input":"I love it 😀","labels":[{"label":"curiosity","score":0.81277287},{"label":"disappointment","score":0.72447735}],"top":{"label":"curiosity","score":0.81277287},"model":"mock-text","mock":true,"truncated":false,"incomplete":false}

        """;

    private readonly Terminal _terminal = new();

    [Fact]
    public void Run_OneText_WritesTheLineOfTheContract()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "I love it 😀", "--mock"));

        Assert.Equal(Line, _terminal.Output);
        Assert.Empty(_terminal.Error);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Run_OtherCulture_WritesTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            _terminal.Run("classify", "text", "I love it 😀", "--mock", "--threshold", "0.5");

            Assert.Equal(Line, _terminal.Output);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Run_AllScoresAndLogits_PutsThemBeforeTheModel()
    {
        _terminal.Run("classify", "text", "x", "--mock", "--all-scores", "--logits", "--top-k", "2", "--threshold", "0");

        Assert.Equal(["index", "input", "labels", "top", "scores", "logits", "model", "mock", "truncated", "incomplete"], _terminal.Json().EnumerateObject().Select(property => property.Name));
        Assert.Equal(EmotionLabels.GoEmotions, _terminal.Json().GetProperty("scores").EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, _terminal.Json().GetProperty("labels").GetArrayLength());
    }

    [Theory]
    [InlineData("@user hi")]
    [InlineData("-_- meh")]
    [InlineData("[joy] --no-option inside")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("line\nbreak \"quoted\" \\ \u0001")]
    public void Run_StrangeText_IsTakenAsItIs(string text)
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "--mock", text));

        Assert.Equal(text, _terminal.Json().GetProperty("input").GetString());
    }

    [Fact]
    public void Run_TextsAfterDoubleDash_AreNotOptions()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "--mock", "--", "--topk", "--help"));

        Assert.Equal(["--topk", "--help"], Enumerable.Range(0, 2).Select(i => _terminal.Json(i).GetProperty("input").GetString()));
    }

    [Fact]
    public void Run_LoneSurrogate_IsReplaced()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "--mock", "a\uD83Db"));

        Assert.Equal("a\uFFFDb", _terminal.Json().GetProperty("input").GetString());
    }

    [Theory]
    [InlineData("a\nb", new[] { "a", "b" })]
    [InlineData("a\nb\n", new[] { "a", "b" })]
    [InlineData("a\r\n\r\nb\r\n", new[] { "a", "", "b" })]
    [InlineData("\n\n", new[] { "", "" })]
    [InlineData("a\rb\u2028c\u0085d\n", new[] { "a\rb\u2028c\u0085d" })]
    [InlineData("", new string[0])]
    public void Run_StandardInput_IsOneTextALine(string input, string[] expected)
    {
        foreach (var arguments in (string[][])[["--mock"], ["--mock", "--input", "-"]])
        {
            var terminal = new Terminal { Input = input };

            Assert.Equal(ExitCode.Success, terminal.Run(["classify", "text", .. arguments]));

            Assert.Equal(expected, terminal.Lines.Select((_, i) => terminal.Json(i).GetProperty("input").GetString()));
            Assert.Equal(Enumerable.Range(0, expected.Length), terminal.Lines.Select((_, i) => terminal.Json(i).GetProperty("index").GetInt32()));
        }
    }

    [Fact]
    public void Run_FileWithByteOrderMarkAndInvalidBytes_NamesTheLineAndReadsTheOthers()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("texts.txt", [0xEF, 0xBB, 0xBF, .. "é\n"u8, 0xFF, .. "x\n"u8]);

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "--mock", "--input", path));

        Assert.Equal("é", _terminal.Json(0).GetProperty("input").GetString());
        Assert.Equal("\uFFFDx", _terminal.Json(1).GetProperty("input").GetString());
        Assert.Contains("Line 2: 1 place with bytes that are not valid UTF-8", _terminal.Json(1).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneTextTooLong_FailsAloneAndTheRestGoesOn()
    {
        var terminal = new Terminal { Input = "a\n" + new string('x', 1_000_001) + "\nb\n" + new string('y', 1_000_000) + "\r\n" };

        Assert.Equal(ExitCode.Failure, terminal.Run("classify", "text", "--mock"));

        Assert.Equal(4, terminal.Lines.Length);
        Assert.Equal("limit-exceeded", terminal.Json(1).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("The text has 1000001 characters; at most 1000000 are allowed.", terminal.Json(1).GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(1, terminal.Json(1).GetProperty("index").GetInt32());
        Assert.Equal("b", terminal.Json(2).GetProperty("input").GetString());
        Assert.Equal("mock-text", terminal.Json(3).GetProperty("model").GetString());
    }

    [Fact]
    public void Run_NothingConfigured_WarnsThatAMockAnswers()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "text", "x"));

        Assert.True(_terminal.Json().GetProperty("mock").GetBoolean());
        Assert.StartsWith("warning: A mock answers for text", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TEXT_MODEL_DIR", "not-there", "'not-there'")]
    [InlineData("USE_MOCK_MODELS", "perhaps", "'perhaps'")]
    [InlineData("USE_MOCK_MODELS", "false", "EmotionAI.Sdk.Models.Text")]
    public void Run_EnvironmentUnusable_FailsWithTheReason(string variable, string value, string expected)
    {
        _terminal.Environment[variable] = value;

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "x"));

        Assert.Contains(expected, _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(_terminal.Output);
    }

    [Fact]
    public void Run_ModelOption_WinsOverTheEnvironment()
    {
        _terminal.Environment["USE_MOCK_MODELS"] = "true";

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "x", "--model", "not-there"));

        Assert.Contains("'not-there'", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InputFileMissing_FailsWithItsName()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "text", "--mock", "--input", "not-there.txt"));

        Assert.Contains("'not-there.txt'", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TableOnATerminal_ShowsBarsAndTheMock()
    {
        var terminal = new Terminal { IsOutputTerminal = true };

        Assert.Equal(ExitCode.Success, terminal.Run("classify", "text", "I love it 😀", "\u001b[31mred", "--mock", "--all-scores"));

        Assert.Contains("I love it 😀", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("█", terminal.Output, StringComparison.Ordinal);
        Assert.Contains(" %", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("model: mock-text", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("its results mean nothing", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("\uFFFD[31mred", terminal.Output, StringComparison.Ordinal);
        Assert.All(EmotionLabels.GoEmotions, label => Assert.Contains(label, terminal.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_TableAndNoLabelAccepted_NamesTheBest()
    {
        _terminal.Run("classify", "text", "x", "--mock", "--threshold", "1", "--format", "table");

        Assert.Contains("no label reached its threshold; the best is ", _terminal.Output, StringComparison.Ordinal);
    }
}
