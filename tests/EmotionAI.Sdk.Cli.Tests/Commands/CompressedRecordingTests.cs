using EmotionAI.Training.Data;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Runs compressed recordings through the verbs that measure and train.</summary>
public sealed class CompressedRecordingTests : IDisposable
{
    private static readonly string Model = Goldens.Path("models", "audio", "checkpoint");

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EvaluateAudio_TableOfMp3OpusAndVorbis_IsMeasured()
    {
        Add("a.mp3", "mp3", "mono_16k_cbr48.mp3");
        Add("b.opus", "ogg", "mono_16k.opus");
        Add("c.ogg", "ogg", "mono_16k.ogg");
        var table = _folder.Write("list.csv", "path,label\na.mp3,calm\nb.opus,angry\nc.ogg,calm\n");

        Assert.Equal(ExitCode.Success, Evaluate(table));

        Assert.Equal(3, _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32());
    }

    [Fact]
    public void EvaluateAudio_FolderOfRecordingsNamedAsInRavdess_TakesCompressedOnesToo()
    {
        Add("clips/03-01-05-01-01-01-01.mp3", "mp3", "mono_16k_cbr48.mp3");
        Add("clips/03-01-02-01-01-01-02.opus", "ogg", "mono_16k.opus");
        File.WriteAllBytes(_folder.File("clips/03-01-04-01-01-01-03.wav"), RecordingFile.Wav(RecordingFile.Speech(1)));

        Assert.Equal(ExitCode.Success, Evaluate(_folder.File("clips")));

        Assert.Equal(3, _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32());
    }

    [PosixFact]
    public void EvaluateAudio_WithFfmpeg_DecodesWhatNothingElseDoes()
    {
        var wav = _folder.Write("speech.wav", RecordingFile.Wav(RecordingFile.Speech(1)));
        _folder.Write("a.m4a", [0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[100]]);
        var table = _folder.Write("list.csv", "path,label\na.m4a,calm\nspeech.wav,angry\n");
        var ffmpeg = _folder.Write("ffmpeg", $"#!/bin/sh\ncat {wav}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ffmpeg, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(ExitCode.Failure, Evaluate(table));
        Assert.Contains("EmotionAI.Sdk.Ffmpeg", _terminal.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Success, Evaluate(table, "--ffmpeg", ffmpeg));
        Assert.Equal(2, _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32());
    }

    [Fact]
    public void EvaluateAudio_FfmpegThatIsNotThere_SaysSo()
    {
        var table = _folder.Write("list.csv", "path,label\na.m4a,calm\n");

        Assert.Equal(ExitCode.Failure, Evaluate(table, "--ffmpeg", "ffmpeg"));

        Assert.Contains("it must be absolute", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateText_Ffmpeg_IsNoOption() => Assert.Equal(ExitCode.Usage, _terminal.Run("evaluate", "text", "--data", "x", "--ffmpeg", "/usr/bin/ffmpeg"));

    [Fact]
    public void PrepareAndTrainAudio_FolderOfMp3_LearnsFromIt()
    {
        AddLabel("angry", "mono_16k_cbr48.mp3");
        AddLabel("calm", "mono_44k_no_tag.mp3");

        Assert.Equal(ExitCode.Success, _terminal.Run("prepare", "audio", _folder.File("in"), "--test", "0.2", "--dev", "0", "--output", _folder.File("data")));
        Assert.Equal(12, _terminal.Json().GetProperty("num_samples").GetInt32());
        Assert.All(PreparedDataset.Read(_folder.File("data")).Samples, sample => Assert.EndsWith(".mp3", sample.Input, StringComparison.Ordinal));

        var trainer = new Terminal();
        Assert.Equal(ExitCode.Success, trainer.Run("train", "audio", _folder.File("data"), "--model", Model, "--output", _folder.File("model"), "--folds", "2", "--no-curve", "--resamples", "10"));

        // A sound of each label alone is told apart: the new model answers for files of the kind that it learned from.
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", _folder.File("in/angry/0.mp3"), _folder.File("in/calm/0.mp3"), "--model", _folder.File("model/checkpoint"), "--no-speech-gate"));
        Assert.Equal(["angry", "calm"], _terminal.Lines.Select((_, i) => _terminal.Json(i).GetProperty("top").GetProperty("label").GetString()));
    }

    [Fact]
    public void PrepareAudio_CompressedCopyBesideTheRecording_IsLeftOut()
    {
        foreach (var (actor, emotion) in new[] { (1001, "ANG"), (1002, "HAP"), (1003, "ANG"), (1004, "HAP") })
        {
            Directory.CreateDirectory(_folder.File("in/AudioWAV"));
            File.WriteAllBytes(_folder.File(FormattableString.Invariant($"in/AudioWAV/{actor}_DFA_{emotion}_XX.wav")), RecordingFile.Wav(RecordingFile.Speech(actor / 1_000.0)));
            Add(FormattableString.Invariant($"in/AudioMP3/{actor}_DFA_{emotion}_XX.mp3"), "mp3", "mono_16k_cbr48.mp3");
        }

        Assert.Equal(ExitCode.Success, _terminal.Run("prepare", "audio", _folder.File("in"), "--output", _folder.File("data")));

        Assert.Equal(4, _terminal.Json().GetProperty("num_samples").GetInt32());
        Assert.All(PreparedDataset.Read(_folder.File("data")).Samples, sample => Assert.EndsWith(".wav", sample.Input, StringComparison.Ordinal));
    }

    private int Evaluate(string data, params string[] options) => _terminal.Run(["evaluate", "audio", "--model", Model, "--no-mark", "--data", data, "--resamples", "10", .. options]);

    private void Add(string name, string kind, string golden, params byte[] behind)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllBytes(_folder.File(name), [.. File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", kind, golden)), .. behind]);
    }

    /// <summary>Adds six files of one sound, whose tags differ.</summary>
    private void AddLabel(string label, string golden)
    {
        for (byte i = 0; i < 6; i++)
        {
            Add(FormattableString.Invariant($"in/{label}/{i}.mp3"), "mp3", golden, [.. "TAG"u8, .. Enumerable.Repeat(i, 125)]);
        }
    }
}
