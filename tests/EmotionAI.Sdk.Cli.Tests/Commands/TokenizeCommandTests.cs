namespace EmotionAI.Cli.Tests.Commands;

public sealed class TokenizeCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public void Run_Texts_WritesIdsAndTokens()
    {
        using var folder = Model();

        Assert.Equal(ExitCode.Success, _terminal.Run("tokenize", "--model", folder.Path, "so happy", ""));

        Assert.Equal("{\"ids\":[2,4,5,6,3],\"tokens\":[\"[CLS]\",\"so\",\"hap\",\"##py\",\"[SEP]\"]}\n{\"ids\":[2,3],\"tokens\":[\"[CLS]\",\"[SEP]\"]}\n", _terminal.Output);
    }

    [Fact]
    public void Run_LongText_IsNotCutOff()
    {
        using var folder = Model();
        var terminal = new Terminal { Input = string.Concat(Enumerable.Repeat("so ", 3_000)) + "\nso" };

        Assert.Equal(ExitCode.Success, terminal.Run("tokenize", "--model", folder.Path));

        Assert.Equal(3_002, terminal.Json(0).GetProperty("ids").GetArrayLength());
        Assert.Equal(3, terminal.Json(1).GetProperty("ids").GetArrayLength());
    }

    [Fact]
    public void Run_TextTooLong_FailsAlone()
    {
        using var folder = Model();

        Assert.Equal(ExitCode.Failure, _terminal.Run("tokenize", "--model", folder.Path, new string('x', 1_000_001), "so"));

        Assert.Equal("limit-exceeded", _terminal.Json(0).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("[2,4,3]", _terminal.Json(1).GetProperty("ids").GetRawText());
    }

    [Fact]
    public void Run_NoModel_SaysThatAMockHasNoTokenizer()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("tokenize", "x"));

        Assert.Contains("--model", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FolderMissing_NamesIt()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("tokenize", "x", "--model", "not-there"));

        Assert.Contains("'not-there'", _terminal.Error, StringComparison.Ordinal);
    }

    private static TemporaryFolder Model()
    {
        var folder = new TemporaryFolder();
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nso\nhap\n##py\n[MASK]\n"u8);
        return folder;
    }
}
