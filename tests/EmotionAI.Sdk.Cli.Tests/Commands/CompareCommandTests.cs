namespace EmotionAI.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public CompareCommandTests()
    {
        TinyTextModel.Write(Model("old"));
        TinyTextModel.Write(Model("new"));
        _folder.Write("data.csv", "text,label\nhi good,joy\nbad,sadness\ngood,joy\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ModelsOfOneName_TellsThemApartByPath()
    {
        Assert.Equal(ExitCode.Success, Run("--format", "table"));

        Assert.Matches(@"^A model \([^()]*old.model\), B model \([^()]*new.model\), 3 samples", string.Join(' ', _terminal.Output.Split('\n', StringSplitOptions.TrimEntries)));
    }

    [Fact]
    public void Run_AsJson_NamesBothFolders()
    {
        Assert.Equal(ExitCode.Success, Run("--format", "json"));

        var json = _terminal.Json();
        Assert.Equal(Model("old"), json.GetProperty("a_path").GetString());
        Assert.Equal(Model("new"), json.GetProperty("b_path").GetString());
    }

    private string Model(string name) => Path.Combine(_folder.Path, name, "model");

    private int Run(params string[] options) =>
        _terminal.Run(["compare", Model("old"), Model("new"), "--data", _folder.File("data.csv"), "--resamples", "5", .. options]);
}
