namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Runs recordings as people have them through the tool: what is intact is answered, what is not is said.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classify_WrongHeaders_GiveTheAnswerOfTheSamplesAndAWarning()
    {
        var speech = RecordingFile.Speech(1);
        string[] files =
        [
            _folder.Write("right.wav", RecordingFile.Wav(speech)),
            _folder.Write("align.wav", RecordingFile.Wav(speech, blockAlign: 1)),
            _folder.Write("unpadded.wav", RecordingFile.Wav(speech, before: RecordingFile.UnpaddedChunk("LIST"))),
            _folder.Write("open.wav", RecordingFile.Wav(speech, dataBytes: 0xFFFF_FFFF)),
            _folder.Write("zero.wav", RecordingFile.Wav(speech, dataBytes: 0)),
            _folder.Write("other-name.caf", RecordingFile.Wav(speech)),
        ];

        Assert.Equal(ExitCode.Success, _terminal.Run(["classify", "audio", .. files, "--model", Goldens.Path("models", "audio", "checkpoint"), "--all-scores"]));

        Assert.Single(_terminal.Lines.Select((_, i) => _terminal.Json(i).GetProperty("scores").GetRawText()).Distinct());
        Assert.All(_terminal.Lines, line => Assert.Contains("\"incomplete\":false", line, StringComparison.Ordinal));
        Assert.Contains("align.wav: its chunk 'fmt ' announces frames of 1 bytes", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("zero.wav: its chunk 'data' announces 0 bytes", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(2, _terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Classify_RecordingsCutShort_AreAnsweredForWhatTheyHoldAndMarked()
    {
        var flac = File.ReadAllBytes(Goldens.Path("data", "audio", "emodb", "03a01Fa.flac"));
        string[] files =
        [
            _folder.Write("cut.wav", RecordingFile.Wav(RecordingFile.Speech(2)).AsSpan(0, 20_001)),
            _folder.Write("cut.flac", flac.AsSpan(0, flac.Length / 2)),
            _folder.Write("whole.flac", flac),
        ];

        Assert.Equal(ExitCode.Success, _terminal.Run(["classify", "audio", .. files, "--model", Goldens.Path("models", "audio", "checkpoint")]));

        Assert.Equal([true, true, false], _terminal.Lines.Select((_, i) => _terminal.Json(i).GetProperty("incomplete").GetBoolean()));
        Assert.All(_terminal.Lines, line => Assert.Contains("\"truncated\":false", line, StringComparison.Ordinal));
    }

    [Fact]
    public void EvaluateAndCalibrate_Speech_ReportTheShareInWhichNobodySpeaks()
    {
        var model = Goldens.Path("models", "audio", "checkpoint");
        _folder.Write("speech.wav", RecordingFile.Wav(RecordingFile.Speech(1)));
        _folder.Write("speech2.wav", RecordingFile.Wav(RecordingFile.Speech(1.5)));
        _folder.Write("hum.wav", RecordingFile.Wav(RecordingFile.Hum(1)));
        _folder.Write("silence.wav", RecordingFile.Wav(new short[16_000]));
        var table = _folder.Write("list.csv", "path,label\nspeech.wav,calm\nspeech2.wav,angry\nhum.wav,sad\nsilence.wav,calm\n");

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "audio", "--model", model, "--no-mark", "--data", table, "--resamples", "100"));

        Assert.Equal(0.5, _terminal.Json().GetProperty("no_speech_share").GetDouble());
        Assert.Equal(4, _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32());

        _terminal.Run("evaluate", "audio", "--model", model, "--no-mark", "--data", table, "--resamples", "100", "--format", "table");
        Assert.Contains("Nobody speaks in 50.0 % of the clips", _terminal.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", model, "--data", table, "--output", Path.Combine(_folder.Path, "out")));
        Assert.Equal(0.5, _terminal.Json().GetProperty("no_speech_share").GetDouble());

        _terminal.Run("calibrate", "--model", model, "--data", table, "--output", Path.Combine(_folder.Path, "out2"), "--format", "table");
        Assert.Contains("Nobody speaks in 50.0 % of the clips", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateAndCalibrate_Text_SayNothingOfSpeech()
    {
        var model = Path.Combine(_folder.Path, "model");
        TinyTextModel.Write(model);
        var table = _folder.Write("list.csv", "text,label\nhi good,joy\nhi bad,sadness\ngood,joy\nbad,sadness\nhi,joy\n");

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "text", "--model", model, "--no-mark", "--data", table, "--resamples", "100"));
        Assert.DoesNotContain("speech", _terminal.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Success, _terminal.Run("calibrate", "--model", model, "--data", table, "--output", Path.Combine(_folder.Path, "out")));
        Assert.DoesNotContain("speech", _terminal.Output, StringComparison.Ordinal);
    }
}
