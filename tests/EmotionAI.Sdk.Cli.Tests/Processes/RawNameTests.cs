namespace EmotionAI.Cli.Tests.Processes;

/// <summary>Names that are not UTF-8, here with the é of Latin-1: they open, or what cannot work says so.</summary>
public sealed class RawNameTests : IDisposable
{
    /// <summary>The byte 0xE9, as <see cref="EmotionAI.Cli.Input.RawNames"/> writes it.</summary>
    private const string Raw = "caf\uDCE9";
    private const string Shown = "caf\uFFFD";

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        // .NET cannot remove what it cannot name.
        ToolProcess.Shell(_folder.Path, "rm -rf ./*");
        _folder.Dispose();
    }

    [PosixFact]
    public void ClassifyAudio_FilesAndFolders_AreAnsweredUnderTheirNames()
    {
        _folder.Write("clip.wav", WavFile.Bytes([1, 2, 3]));
        ToolProcess.Shell(_folder.Path, $"R={ToolProcess.Quote(Raw)}; mkdir -p in/\"$R\" \"$R\"; cp clip.wav in/a.wav; cp clip.wav in/\"$R.wav\"; cp clip.wav in/\"$R\"/b.wav; cp clip.wav \"$R\"/c.wav");

        var (exitCode, output, error) = Run("classify", "audio", "--mock", $"in/{Raw}.wav", "in", Raw);

        Assert.Empty(error);
        Assert.Equal(ExitCode.Success, exitCode);
        string[] expected = [$"in/{Shown}.wav", "in/a.wav", $"in/{Shown}.wav", $"in/{Shown}/b.wav", $"{Shown}/c.wav"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), InputsOf(output).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("\"error\"", output, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Classify_TextsModelAndTable_AreRead()
    {
        TinyTextModel.Write(_folder.File("model"));
        _folder.Write("texts.csv", "text\nhi\n");
        _folder.Write("clip.wav", WavFile.Bytes([1, 2, 3]));
        _folder.Write("clips.csv", "path\nclip.wav\n");
        ToolProcess.Shell(_folder.Path, $"R={ToolProcess.Quote(Raw)}; mkdir \"$R\"; mv model \"$R\"/model; mv texts.csv \"$R.csv\"; mv clip.wav clips.csv \"$R\"");

        var texts = Run("classify", "text", $"--model={Raw}/model", "--input", $"{Raw}.csv");
        var clips = Run("classify", "audio", "--mock", $"{Raw}/clips.csv");

        Assert.Equal((ExitCode.Success, ""), (texts.ExitCode, texts.Error));
        Assert.Equal(["hi"], InputsOf(texts.Output));
        Assert.Equal((ExitCode.Success, ""), (clips.ExitCode, clips.Error));
        Assert.Equal([$"{Shown}/clip.wav"], InputsOf(clips.Output));
    }

    [PosixFact]
    public void Calibrate_ModelAndDataInAFolder_AreReadAndWritten()
    {
        TinyTextModel.Write(_folder.File("model"));
        _folder.Write("data.csv", "text,label\nhi good,joy\nbad,sadness\n");
        ToolProcess.Shell(_folder.Path, $"R={ToolProcess.Quote(Raw)}; mv model \"$R\"; mv data.csv \"$R\"");

        var (exitCode, output, error) = Run("calibrate", "--model", Raw, "--data", $"{Raw}/data.csv", "--scheme", "global", "--output", $"{Raw}/out");

        Assert.Equal((ExitCode.Success, ""), (exitCode, error));
        Assert.NotEmpty(output);
        ToolProcess.Shell(_folder.Path, $"test -f {ToolProcess.Quote($"{Raw}/out/calibration.json")}");
    }

    [PosixTheory]
    [InlineData("plot confusion-matrix --input in/matrix.npy --labels in/labels.json --output RAW.svg", "--output")]
    [InlineData("plot confusion-matrix --input RAW.npy --labels in/labels.json --output out.svg", "--input")]
    [InlineData("evaluate text --data RAW.csv", "--data")]
    [InlineData("evaluate predictions --input in/p.csv --labels in/labels.json --output RAW", "--output")]
    [InlineData("report --evaluation in --output=in/RAW.html", "--output")]
    public void Run_NameThatDotNetCannotWrite_IsRefusedAndNothingIsMadeInItsPlace(string arguments, string option)
    {
        ToolProcess.Shell(_folder.Path, $"mkdir in {ToolProcess.Quote(Raw)}");

        var (exitCode, output, error) = Run(arguments.Replace("RAW", Raw, StringComparison.Ordinal).Split(' '));

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Empty(output);
        Assert.Contains($"{option} is '", error, StringComparison.Ordinal);
        Assert.Contains("not UTF-8", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.TopDirectoryOnly));
    }

    [PosixFact]
    public void EvaluateAudio_TableAndFolderWithSuchNames_SayWhichCannotBeRead()
    {
        ToolProcess.Shell(_folder.Path, $"mkdir data; : > data/{ToolProcess.Quote($"{Raw}.wav")}; printf 'path,label\\ncaf\\351.wav,happy\\n' > clips.csv");
        var speech = Goldens.Path("models", "audio", "checkpoint");

        var table = Run("evaluate", "audio", "--model", speech, "--data", "clips.csv", "--no-mark");
        var folder = Run("evaluate", "audio", "--model", speech, "--data", "data", "--no-mark");

        Assert.Equal(ExitCode.Failure, table.ExitCode);
        Assert.Contains("UTF-8", table.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, folder.ExitCode);
        Assert.Contains(Shown, folder.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> InputsOf(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("input").GetString());

    private (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var tool = new ToolProcess(_folder.Path, args);
        tool.Input.Dispose();
        return (tool.Wait(), tool.ReadToEnd(), tool.Error);
    }
}
