using System.Globalization;
using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Has the tool say what voices are like: beside an answer, over an evaluation and in its report.</summary>
public sealed class DescriptorsTests : IDisposable
{
    private static readonly string Model = Goldens.Path("models", "audio", "checkpoint");
    private static readonly string Speech = Goldens.Path("data", "audio", "emodb", "03a01Fa.flac");

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ClassifyAudio_Descriptors_AreInTheLine()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", Speech, "--model", Model, "--descriptors"));

        var descriptors = _terminal.Json().GetProperty("descriptors");
        Assert.Equal(
            ["level", "voicedShare", "pitchMedian", "pitchLow", "pitchHigh", "pitchRange", "jitter", "shimmer", "harmonicsToNoise", "spectralCentroid", "spectralSpread", "spectralRollOff", "spectralFlatness", "mfcc"],
            descriptors.EnumerateObject().Select(descriptor => descriptor.Name));
        Assert.InRange(Number(descriptors, "pitchMedian"), 100, 300);
        Assert.InRange(Number(descriptors, "pitchLow"), 75, Number(descriptors, "pitchMedian"));
        Assert.InRange(Number(descriptors, "jitter"), 0.001, 0.05);
        Assert.Equal(13, descriptors.GetProperty("mfcc").GetArrayLength());

        _terminal.Run("classify", "audio", Speech, "--model", Model);
        Assert.False(_terminal.Json().TryGetProperty("descriptors", out _));
    }

    [Fact]
    public void ClassifyAudio_DescriptorsInATable_AreOneLine()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", Speech, "--model", Model, "--descriptors", "--format", "table"));

        Assert.Matches(@"\n  voice: pitch \d+ Hz \(\d+ to \d+\), voiced \d+ %, jitter \d\.\d %, shimmer \d+\.\d %, harmonics-to-noise \d+\.\d dB", _terminal.Output);
    }

    [Fact]
    public void ClassifyAudio_DescriptorsOfSilence_SayWhyTheyAreMissing()
    {
        var silence = _folder.Write("silence.wav", WavFile.Bytes(new short[8_000]));

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", silence, "--descriptors", "--mock"));

        var descriptors = _terminal.Json().GetProperty("descriptors");
        Assert.Equal("silent", descriptors.GetProperty("gap").GetString());
        Assert.Equal(JsonValueKind.Null, descriptors.GetProperty("pitchMedian").ValueKind);
        Assert.Equal(0, descriptors.GetProperty("mfcc").GetArrayLength());
    }

    [Fact]
    public void ClassifySegments_Descriptors_AreThoseOfEachSegmentAlone()
    {
        short[] call = [.. RecordingFile.Speech(4), .. new short[16_000 * 3], .. RecordingFile.Speech(4)];
        var file = _folder.Write("call.wav", RecordingFile.Wav(call));

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", file, "--segments", "--descriptors", "--mock"));

        var clip = AudioDecoder.Decode(file);
        var lines = Enumerable.Range(0, _terminal.Lines.Length).Select(_terminal.Json).ToList();
        Assert.True(lines.Count >= 3);
        foreach (var line in lines)
        {
            var expected = VoiceDescriptors.Measure(clip, TimeSpan.FromSeconds(line.GetProperty("start").GetDouble()), TimeSpan.FromSeconds(line.GetProperty("end").GetDouble()));
            var found = line.GetProperty("descriptors");
            Assert.Equal(expected.Level, found.GetProperty("level").ValueKind == JsonValueKind.Null ? null : Number(found, "level"));
            Assert.Equal(expected.PitchMedian, found.GetProperty("pitchMedian").ValueKind == JsonValueKind.Null ? null : Number(found, "pitchMedian"));
            Assert.Equal(expected.Mfcc, found.GetProperty("mfcc").EnumerateArray().Select(mean => mean.GetDouble()));
        }

        Assert.Contains(lines, line => line.GetProperty("descriptors").TryGetProperty("gap", out var gap) && gap.GetString() == "silent");
    }

    [Fact]
    public void ClassifySegments_DescriptorsOfTwoSpeakers_AreThoseOfTheirChannels()
    {
        var speech = RecordingFile.Speech(6);
        var wav = RecordingFile.Wav([.. speech.SelectMany(sample => (short[])[sample, (short)(sample / 10)])], blockAlign: 4);
        wav[22] = 2;
        var file = _folder.Write("call.wav", wav);
        var table = _folder.File("call.csv");

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", file, "--segments", "--channels", "split", "--descriptors", "--mock", "--format", "table", "--export", table));

        Assert.Matches(@"\n +voice: pitch 220 Hz", _terminal.Output);
        var rows = File.ReadAllLines(table);
        var columns = rows[0].Split(',').ToList();
        Assert.Contains("mfcc12", columns);
        double[] levels = [.. rows[1..].Select(row => row.Split(',')).OrderBy(row => row[columns.IndexOf("channel")]).Select(row => double.Parse(row[columns.IndexOf("level")], CultureInfo.InvariantCulture))];
        Assert.Equal(20, levels[0] - levels[^1], 0.1);
        Assert.All(rows, row => Assert.Equal(columns.Count, row.Split(',').Length));
    }

    [Fact]
    public void EvaluateAudio_Descriptors_CompareRightAndWrongAnswersInOutputAndReport()
    {
        Evaluate("--descriptors");

        var samples = _terminal.Json().GetProperty("metrics").GetProperty("num_samples").GetInt32();
        var descriptors = _terminal.Json().GetProperty("descriptors").EnumerateArray().ToDictionary(descriptor => descriptor.GetProperty("name").GetString()!);
        Assert.Equal(26, descriptors.Count);
        Assert.Equal(samples, descriptors["level"].GetProperty("num_right").GetInt32() + descriptors["level"].GetProperty("num_wrong").GetInt32());
        Assert.All(descriptors.Values, descriptor => Assert.True(descriptor.GetProperty("cliffs_delta").ValueKind == JsonValueKind.Null || Math.Abs(descriptor.GetProperty("cliffs_delta").GetDouble()) <= 1));
        Assert.Equal(27, File.ReadAllLines(Path.Combine(_folder.File("eval"), "voice_descriptors.csv")).Length);

        Assert.True(_terminal.Run("report", "--model", Model, "--evaluation", _folder.File("eval")) == ExitCode.Success, _terminal.Error);
        var page = File.ReadAllText(Path.Combine(_folder.File("eval"), "report.html"));
        Assert.Contains("Voices of right and wrong answers", page, StringComparison.Ordinal);
        Assert.Contains("pitchMedian", page, StringComparison.Ordinal);
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Report_DescriptorsThatAreMalformed_NamesTheLine()
    {
        Evaluate();
        File.WriteAllText(Path.Combine(_folder.File("eval"), "voice_descriptors.csv"), "descriptor,median_right,median_wrong,cliffs_delta,num_right,num_wrong\nlevel,NaN,1,0,1,1\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", _folder.File("eval")));

        Assert.Contains("'level,NaN,1,0,1,1' in line 2", _terminal.Error, StringComparison.Ordinal);
    }

    private void Evaluate(params string[] more) => Assert.True(
        _terminal.Run(["evaluate", "audio", "--model", Model, "--data", Goldens.Path("data", "audio", "emodb"), "--label-map", "ekman", "--leave-out", "boredom", "--no-mark", "--resamples", "10", "--pictures", "none", "--output", _folder.File("eval"), .. more]) == ExitCode.Success,
        _terminal.Error);

    private static double Number(JsonElement descriptors, string name) => descriptors.GetProperty(name).GetDouble();
}
