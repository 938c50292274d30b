using EmotionAI.Training.Data;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class PrepareCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Text_WritesTheFolderAndSaysWhatIsInIt()
    {
        Assert.Equal(ExitCode.Success, Prepare("text", Texts(), "--dev", "0.2", "--test", "0.2", "--source-name", "mine", "--licence", "CC0-1.0"));

        var json = _terminal.Json();
        Assert.Equal((20, "text", "mine", "CC0-1.0"), (json.GetProperty("num_samples").GetInt32(), json.GetProperty("modality").GetString(), json.GetProperty("source").GetString(), json.GetProperty("licence").GetString()));
        Assert.Equal([12, 4, 4], ((string[])["train", "dev", "test"]).Select(part => json.GetProperty("splits").GetProperty(part).GetProperty("num_samples").GetInt32()));
        Assert.Equal(["""{"label":"joy","train":6,"dev":2,"test":2}""", """{"label":"sadness","train":6,"dev":2,"test":2}"""], json.GetProperty("per_class").EnumerateArray().Select(label => label.GetRawText()));
        var read = PreparedDataset.Read(_folder.File("out"));
        Assert.Equal(json.GetProperty("data_sha256").GetString(), read.Fingerprint);
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Run_TextOnATerminal_ShowsTheLabelsByPart()
    {
        var terminal = new Terminal { IsOutputTerminal = true, Columns = 80 };

        Assert.Equal(ExitCode.Success, terminal.Run("prepare", "text", Texts(), "--output", _folder.File("out"), "--seed", "7"));

        Assert.StartsWith("20 texts\n", terminal.Output, StringComparison.Ordinal);
        Assert.Contains(terminal.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["joy", "8", "1", "1", "10"]);
        Assert.Contains(terminal.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["texts", "16", "2", "2", "20"]);
    }

    [Fact]
    public void Run_TextWithAFault_WritesTheRestAndFails()
    {
        var source = _folder.Write("x.csv", "text,label\na good day,joy\n,joy\na bad day,sadness\nno label,nan\n");

        Assert.Equal(ExitCode.Failure, Prepare("text", source));

        Assert.Equal(2, _terminal.Json().GetProperty("faults").GetInt32());
        Assert.Contains("line 3: the text is empty.", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("2 samples with faults left out", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, _terminal.Run("prepare", "text", source, "--strict", "--output", _folder.File("strict")));
        Assert.False(Directory.Exists(_folder.File("strict")));
    }

    [Fact]
    public void Run_Audio_ResamplesAndKeepsVoicesApart()
    {
        AddClips(actors: 4);

        Assert.Equal(ExitCode.Success, Prepare("audio", _folder.File("in"), "--resample", "--labels", "angry", "calm"));

        var json = _terminal.Json();
        Assert.Equal(("RAVDESS", "CC-BY-NC-SA-4.0", 8), (json.GetProperty("source").GetString(), json.GetProperty("licence").GetString(), json.GetProperty("num_samples").GetInt32()));
        Assert.Equal([2, 1, 1], ((string[])["train", "dev", "test"]).Select(part => json.GetProperty("splits").GetProperty(part).GetProperty("speakers").GetInt32()));
        Assert.Equal(["angry", "calm"], json.GetProperty("per_class").EnumerateArray().Select(label => label.GetProperty("label").GetString()));
        Assert.Equal(8, Directory.GetFiles(_folder.File("out/clips"), "*.wav", SearchOption.AllDirectories).Length);
        Assert.Contains("left out: the label neutral is not asked for", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(json.GetProperty("data_sha256").GetString(), PreparedDataset.Read(_folder.File("out")).Fingerprint);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("audio")]
    public void Run_FolderThatIsThere_IsKeptUnlessAsked(string modality)
    {
        AddClips(actors: 3);
        var source = modality == "text" ? Texts() : _folder.File("in");
        Directory.CreateDirectory(_folder.File("out"));
        _folder.Write("out/labels.json", "mine");
        _folder.Write("out/notes.txt", "mine");

        Assert.Equal(ExitCode.Failure, Prepare(modality, source));
        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.File("out/labels.json")));
        Assert.Equal(ExitCode.Success, Prepare(modality, source, "--overwrite"));

        Assert.NotEqual("mine", File.ReadAllText(_folder.File("out/labels.json")));
        Assert.Equal("mine", File.ReadAllText(_folder.File("out/notes.txt")));
    }

    [Fact]
    public void Run_LabelMap_RenamesAndLeavesOut()
    {
        var map = _folder.Write("map.json", """{"joy": "good", "sadness": "bad"}""");

        Assert.Equal(ExitCode.Success, Prepare("text", Texts(), "--label-map", map));
        Assert.Equal(["bad", "good"], PreparedDataset.Read(_folder.File("out")).Labels);

        _folder.Write("map.json", """{"joy": 1}""");
        Assert.Equal(ExitCode.Failure, Prepare("text", Texts(), "--label-map", map, "--overwrite"));
        Assert.Contains("not a label map", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dev", "0.5", "--test", "0.5")]
    [InlineData("--dev", "2")]
    [InlineData("--seed", "-1")]
    [InlineData("--resample")]
    public void Run_WrongUsage_IsToldAsSuch(params string[] more) => Assert.Equal(ExitCode.Usage, Prepare("text", Texts(), more));

    [Theory]
    [InlineData("text", "emotionai prepare text goemotions --output prepared")]
    [InlineData("audio", "emotionai prepare audio Audio_Speech_Actors_01-24.zip --resample --output prepared")]
    public void Help_HasExamples(string modality, string example)
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("prepare", modality, "--help"));

        Assert.Contains(example, _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SourceThatIsNotThere_SaysSo()
    {
        Assert.Equal(ExitCode.Failure, Prepare("audio", _folder.File("none")));

        Assert.Contains("does not exist", _terminal.Error, StringComparison.Ordinal);
    }

    private int Prepare(string modality, string source, params string[] more) => _terminal.Run(["prepare", modality, source, "--output", _folder.File("out"), .. more]);

    /// <summary>Writes twenty texts that are not alike, ten of each label.</summary>
    private string Texts() => _folder.Write("texts.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"w{i} x{i} y{i},{(i % 2 == 0 ? "joy" : "sadness")}\n"))));

    private void AddClips(int actors)
    {
        for (var actor = 1; actor <= actors; actor++)
        {
            for (var emotion = 1; emotion <= 8; emotion++)
            {
                var path = _folder.File(FormattableString.Invariant($"in/Actor_{actor:00}/03-01-{emotion:00}-01-01-01-{actor:00}.wav"));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, WavFile.Bytes([.. Enumerable.Range(0, 400).Select(i => (short)(i * ((8 * actor) + emotion)))]));
            }
        }
    }
}
