namespace EmotionAI.Cli.Tests.Commands;

public sealed class BundleInspectCommandTests
{
    private readonly Terminal _terminal = new();

    [Theory]
    [InlineData("not-there")]
    [InlineData("")]
    public void Run_FolderMissing_Fails(string directory)
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("bundle", "inspect", directory));

        Assert.Contains(directory, _terminal.Error, StringComparison.Ordinal);
        Assert.Empty(_terminal.Output);
    }

    [Fact]
    public void Run_NotAModel_WritesTheProblemsAndFails()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "hello"u8);

        Assert.Equal(ExitCode.Failure, _terminal.Run("bundle", "inspect", folder.Path));

        var bundle = _terminal.Json();
        Assert.Single(_terminal.Lines);
        Assert.Equal(["directory", "kind", "architecture", "usable", "files", "problems"], bundle.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Unknown", bundle.GetProperty("kind").GetString());
        Assert.Equal("unknown", bundle.GetProperty("architecture").GetString());
        Assert.False(bundle.GetProperty("usable").GetBoolean());
        Assert.Equal("""[{"name":"notes.txt","bytes":5}]""", bundle.GetProperty("files").GetRawText());
        var problem = Assert.Single(bundle.GetProperty("problems").EnumerateArray());
        Assert.Equal(["severity", "code", "file", "key", "found", "allowed"], problem.EnumerateObject().Select(property => property.Name));
        Assert.Equal("error", problem.GetProperty("severity").GetString());
        Assert.Equal("not-a-model", problem.GetProperty("code").GetString());
    }

    [Fact]
    public void Run_NotAModelOnATerminal_ShowsATable()
    {
        using var folder = new TemporaryFolder();
        var terminal = new Terminal { IsOutputTerminal = true };

        Assert.Equal(ExitCode.Failure, terminal.Run("bundle", "inspect", folder.Path));

        Assert.Contains("[not-a-model]", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("cannot be used: 1 errors, 0 warnings", terminal.Output, StringComparison.Ordinal);
    }
}
