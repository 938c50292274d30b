namespace EmotionAI.Cli.Tests.Commands;

public sealed class ClassifyAudioCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public void Run_GoodFiles_GivesOneLineEach()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [.. Enumerable.Range(0, 20).Select(i => folder.Write($"{i}.wav", WavFile.Bytes([(short)i, (short)-i])))];

        Assert.Equal(ExitCode.Success, _terminal.Run(["classify", "audio", .. paths, "--mock", "--batch-size", "3"]));

        Assert.Equal(paths, Enumerable.Range(0, 20).Select(i => _terminal.Json(i).GetProperty("input").GetString()));
        Assert.Equal("mock-audio", _terminal.Json().GetProperty("model").GetString());
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Run_ModelOfDimensions_GivesThemByName()
    {
        var model = Goldens.Path("golden", "audio", "models", "hf-audeering-dimensional");

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", Goldens.Path("data", "audio", "emodb", "03a01Fa.flac"), "--model", model));

        var dimensions = _terminal.Json().GetProperty("dimensions");
        Assert.Equal(["arousal", "dominance", "valence"], dimensions.EnumerateObject().Select(dimension => dimension.Name));
        Assert.Equal(0.6069, dimensions.GetProperty("arousal").GetDouble(), 1e-3);
        Assert.Contains("\"dimensions\":{\"arousal\":", _terminal.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BadFilesAmongGoodOnes_FailAloneAndTheRestGoesOn()
    {
        using var folder = new TemporaryFolder();
        var good = folder.Write("good.wav", WavFile.Bytes([1, 2, 3]));
        var bad = folder.Write("bad.wav", "not audio at all"u8);
        var empty = folder.Write("empty.wav", WavFile.Bytes([]));
        var nothing = Directory.CreateDirectory(Path.Combine(folder.Path, "nothing")).FullName;

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", bad, good, "not-there.wav", nothing, "*.none", empty, good, "--mock"));

        Assert.Equal(["format-unsupported", null, "file-missing", "file-missing", "file-missing", "input-invalid", null], Enumerable.Range(0, 7).Select(i => _terminal.Json(i).TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null));
        Assert.Equal(Enumerable.Range(0, 7), Enumerable.Range(0, 7).Select(i => _terminal.Json(i).GetProperty("index").GetInt32()));
        Assert.Contains("has no audio files", _terminal.Lines[3], StringComparison.Ordinal);
        Assert.Contains("patterns are left to the shell", _terminal.Lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Folder_GivesEveryRecordingInItAtAnyDepthInTheOrderOfTheNames()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "deep", "er"));
        string[] names = ["b.WAV", Path.Combine("deep", "er", "c.wav"), "z.wav"];
        foreach (var name in names.Reverse())
        {
            folder.Write(name, WavFile.Bytes([1, 2]));
        }

        folder.Write("notes.txt", "x"u8);
        folder.Write("y.mp3", "ID3"u8);

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", folder.Path, "--mock"));

        string[] expected = [names[0], names[1], "y.mp3", names[2]];
        Assert.Equal(expected, _terminal.Lines.Select((_, i) => Path.GetRelativePath(folder.Path, _terminal.Json(i).GetProperty("input").GetString()!)));
        Assert.True(_terminal.Json(2).TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("mp3", "mono_16k_cbr48.mp3")]
    [InlineData("ogg", "mono_16k.ogg")]
    [InlineData("ogg", "mono_16k.opus")]
    public void Run_CompressedRecording_IsDecoded(string kind, string file)
    {
        var recording = Goldens.Path("golden", "audio", "decode", kind, file);

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", recording, "--mock"));
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", recording, "--model", Goldens.Path("models", "audio", "checkpoint")));

        Assert.Equal(0.5, _terminal.Json().GetProperty("quality").GetProperty("seconds").GetDouble());
    }

    [Fact]
    public void Run_FfmpegByARelativePath_SaysThatItMustBeAbsolute()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", "voice.m4a", "--mock", "--ffmpeg", "ffmpeg"));

        Assert.Contains("must be absolute", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TableOfPaths_ReadsThemBesideItAndPassesItsFields()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.wav", WavFile.Bytes([1, 2]));
        var table = folder.Write("clips.csv", "id,path,who\n7,a.wav,me\n8,none.wav,you\n"u8);

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", table, "--mock", "--id-column", "id", "--keep", "who"));

        Assert.Equal("7", _terminal.Json().GetProperty("id").GetString());
        Assert.Equal("me", _terminal.Json().GetProperty("fields").GetProperty("who").GetString());
        Assert.Equal("file-missing", _terminal.Json(1).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("8", _terminal.Json(1).GetProperty("id").GetString());
    }

    [Fact]
    public void Run_Table_ShowsTheErrorUnderTheFile()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", "not-there.wav", "--mock", "--format", "table"));

        Assert.Contains("not-there.wav\n  file-missing: ", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingConfigured_WarnsThatAMockAnswers()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", "not-there.wav"));

        Assert.Contains("AUDIO_MODEL_DIR", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Silence_HasNoLabelsUnlessTheGateIsOff()
    {
        using var folder = new TemporaryFolder();
        var silence = folder.Write("silence.wav", WavFile.Bytes(new short[16_000]));

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", silence, "--model", Goldens.Path("models", "audio", "checkpoint"), "--all-scores"));
        var gated = _terminal.Json();
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", silence, "--model", Goldens.Path("models", "audio", "checkpoint"), "--all-scores", "--no-speech-gate"));
        var open = _terminal.Json();

        Assert.Equal(0, gated.GetProperty("labels").GetArrayLength());
        Assert.Equal("silent", gated.GetProperty("noSpeech").GetString());
        Assert.Equal(1, gated.GetProperty("quality").GetProperty("seconds").GetDouble());
        Assert.Equal(1, open.GetProperty("labels").GetArrayLength());
        Assert.Equal(open.GetProperty("scores").GetRawText(), gated.GetProperty("scores").GetRawText());
    }
}
