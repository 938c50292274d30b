using System.Text.Json;
using System.Xml.Linq;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Gives emotion over time: <c>classify audio --segments</c>.</summary>
public sealed class ClassifySegmentsTests : IDisposable
{
    private const string Golden = "golden/audio/segments";

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedTheory(Golden)]
    [InlineData("window_3.0_hop_1.5", "3", "1.5", "partial")]
    [InlineData("window_3.0_hop_1.5", "3", "1.5", "shifted")]
    [InlineData("window_5.0_hop_5.0", "5", "5", "partial")]
    [InlineData("window_5.0_hop_5.0", "5", "5", "shifted")]
    public void Run_RawWindowsOfTheGolden_AreSpeechBrains(string name, string window, string hop, string last)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Goldens.Path(Golden, "expected.json"))).RootElement;
        var set = expected.GetProperty("sets").GetProperty(name);

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", Goldens.Path(Golden, "long.flac"), "--segments", "--raw", "--window", window, "--hop", hop, "--last", last, "--all-scores", "--logits", "--model", Goldens.Path("golden/audio/models/bundle-audio")));

        JsonElement[] windows = [.. set.GetProperty("windows").EnumerateArray(), set.GetProperty($"last_{last}")];
        Assert.Equal(windows.Length, _terminal.Lines.Length);
        string[] labels = [.. expected.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        for (var i = 0; i < windows.Length; i++)
        {
            var line = _terminal.Json(i);
            Assert.Equal(windows[i].GetProperty("start_s").GetDouble(), line.GetProperty("start").GetDouble());
            Assert.Equal(windows[i].GetProperty("end_s").GetDouble(), line.GetProperty("end").GetDouble());
            Assert.Equal(windows[i].GetProperty("top").GetString(), line.GetProperty("top").GetProperty("label").GetString());
            Assert.Equal(windows[i].GetProperty("top").GetString(), line.GetProperty("labels")[0].GetProperty("label").GetString());
            AssertNear(windows[i].GetProperty("logits"), line.GetProperty("logits"), labels, expected.GetProperty("tolerance_abs_logit").GetDouble());
            AssertNear(windows[i].GetProperty("probabilities"), line.GetProperty("scores"), labels, expected.GetProperty("tolerance_abs_probability").GetDouble());
        }
    }

    [Fact]
    public void Run_SpeechAndSilence_GivesALineEachInTheOrderOfTheKeys()
    {
        var call = Recording("call.wav");

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", call, "--segments", "--mock"));

        Assert.Equal(["index", "input", "start", "end", "labels", "top"], _terminal.Json().EnumerateObject().Take(6).Select(key => key.Name));
        Assert.Equal(0, _terminal.Json().GetProperty("start").GetDouble());
        var silent = Enumerable.Range(0, _terminal.Lines.Length).Select(_terminal.Json).Single(line => line.TryGetProperty("noSpeech", out _));
        Assert.Equal(0, silent.GetProperty("labels").GetArrayLength());
        Assert.Equal(4, silent.GetProperty("start").GetDouble(), 0.3);
        Assert.Equal(7, silent.GetProperty("end").GetDouble(), 0.3);
        Assert.Equal(11, _terminal.Json(_terminal.Lines.Length - 1).GetProperty("end").GetDouble());
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Run_BadRecordingAmongGoodOnes_FailsAloneAndTheRestGoesOn()
    {
        var good = Recording("good.wav");
        var bad = _folder.Write("bad.wav", "not audio at all"u8);
        var empty = _folder.Write("empty.wav", WavFile.Bytes([]));

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", bad, good, empty, "none.wav", good, "--segments", "--mock"));

        var lines = Enumerable.Range(0, _terminal.Lines.Length).Select(_terminal.Json).ToList();
        Assert.Equal([0, 2, 3], lines.Where(line => line.TryGetProperty("error", out _)).Select(line => line.GetProperty("index").GetInt32()));
        Assert.Equal("input-invalid", lines.Single(line => line.GetProperty("index").GetInt32() == 2).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(lines.Count(line => line.GetProperty("index").GetInt32() == 1), lines.Count(line => line.GetProperty("index").GetInt32() == 4));
    }

    [Fact]
    public void Run_LongerThanClipsMayBe_GoesThrough()
    {
        var samples = new short[16_000 * 660];
        RecordingFile.Speech(2).CopyTo(samples, samples.Length - 40_000);
        var hour = _folder.Write("long.wav", RecordingFile.Wav(samples));

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", hour, "--segments", "--mock", "--hop", "3"));

        Assert.Equal(660, _terminal.Json(_terminal.Lines.Length - 1).GetProperty("end").GetDouble());
    }

    [Fact]
    public void Run_Table_IsATimeline()
    {
        var call = Recording("call.wav");

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", call, "none.wav", "--segments", "--mock", "--format", "table"));

        Assert.Matches(@"call\.wav\n     0:00\.0 –    0:0\d\.\d  \w+ +[█▏▎▍▌▋▊▉]* +\d+\.\d %\n", _terminal.Output);
        Assert.Matches(@"\n     0:0\d\.\d –    0:0\d\.\d  silence\n", _terminal.Output);
        Assert.Contains("none.wav\n  file-missing: ", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("This is a mock", _terminal.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--raw is for --segments.", "--raw")]
    [InlineData("--window is for --segments.", "--window", "3")]
    [InlineData("--export is for --segments.", "--export", "a.vtt")]
    [InlineData("--hop is 4; at most the 3 of --window are allowed", "--segments", "--window", "3", "--hop", "4")]
    [InlineData("--window is '0'; allowed: a number of seconds from 0.01 to 600.", "--segments", "--window", "0")]
    [InlineData("--window is '1,5'; allowed", "--segments", "--window", "1,5")]
    [InlineData("--channels is 'left'; allowed: mix, split or the number of a channel, from 0.", "--segments", "--channels", "left")]
    [InlineData("--export is 'a.srt'; allowed endings: .vtt, .TextGrid, .emotionml, .xml, .csv, .png, .svg, .html.", "--segments", "--export", "a.srt")]
    [InlineData("--raw gives windows as they are; --minimum-duration is for timelines.", "--segments", "--raw", "--minimum-duration", "1")]
    public void Run_WrongUsage_SaysWhy(string message, params string[] options)
    {
        Assert.Equal(ExitCode.Usage, _terminal.Run(["classify", "audio", "call.wav", "--mock", .. options]));

        Assert.Contains(message, _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ExportOfSeveralRecordings_IsWrongUsage()
    {
        Assert.Equal(ExitCode.Usage, _terminal.Run("classify", "audio", Recording("a.wav"), Recording("b.wav"), "--segments", "--mock", "--export", _folder.File("a.vtt")));

        Assert.Contains("--export is for one recording, and there are 2", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Exports_AreWrittenAndNotReplacedUnlessAsked()
    {
        var call = Recording("call.wav");
        string[] names = ["a.vtt", "a.TextGrid", "a.emotionml", "a.xml", "a.csv", "a.png", "a.svg", "a.html"];
        string[] exports = [.. names.SelectMany(name => new[] { "--export", _folder.File(name) })];

        Assert.Equal(ExitCode.Success, _terminal.Run(["classify", "audio", call, "--segments", "--mock", .. exports]));

        Assert.StartsWith("WEBVTT\n", File.ReadAllText(_folder.File("a.vtt")), StringComparison.Ordinal);
        Assert.StartsWith("File type = \"ooTextFile\"", File.ReadAllText(_folder.File("a.TextGrid")), StringComparison.Ordinal);
        Assert.Equal("emotionml", XDocument.Load(_folder.File("a.emotionml")).Root!.Name.LocalName);
        Assert.Equal(File.ReadAllText(_folder.File("a.emotionml")), File.ReadAllText(_folder.File("a.xml")));
        Assert.StartsWith("start,end,channel,label,", File.ReadAllText(_folder.File("a.csv")), StringComparison.Ordinal);
        Assert.Equal(0x89, File.ReadAllBytes(_folder.File("a.png"))[0]);
        Assert.Equal("svg", XDocument.Load(_folder.File("a.svg")).Root!.Name.LocalName);
        Assert.Contains("src=\"data:audio/wav;base64,UklGR", File.ReadAllText(_folder.File("a.html")), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Failure, _terminal.Run(["classify", "audio", call, "--segments", "--mock", "--export", _folder.File("new.vtt"), .. exports]));
        Assert.Contains("exists; name another place, or add --overwrite.", _terminal.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new.vtt")));
        Assert.Equal(ExitCode.Success, _terminal.Run(["classify", "audio", call, "--segments", "--mock", "--overwrite", .. exports]));
    }

    [Fact]
    public void Run_RecordingThatFails_ExportsNothing()
    {
        var bad = _folder.Write("bad.wav", "not audio at all"u8);

        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", bad, "--segments", "--mock", "--export", _folder.File("a.vtt")));

        Assert.False(File.Exists(_folder.File("a.vtt")));
    }

    [Fact]
    public void Run_OneChannel_HearsThatOnly()
    {
        var call = _folder.Write("call.wav", Stereo(new short[64_000], RecordingFile.Speech(4)));

        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", call, "--segments", "--mock", "--channels", "1"));
        Assert.All(_terminal.Lines, line => Assert.Contains("\"channel\":1", line, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Success, _terminal.Run("classify", "audio", call, "--segments", "--mock", "--channels", "split"));
        Assert.Contains("\"channel\":0,\"labels\":[]", _terminal.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, _terminal.Run("classify", "audio", call, "--segments", "--mock", "--channels", "2"));
        Assert.Contains("has 2 channels and no channel 2; 0 to 1 are allowed", _terminal.Output, StringComparison.Ordinal);
    }

    private static byte[] Stereo(short[] left, short[] right)
    {
        var wav = RecordingFile.Wav([.. left.Zip(right).SelectMany(pair => new[] { pair.First, pair.Second })], blockAlign: 4);
        wav[22] = 2;
        return wav;
    }

    private static void AssertNear(JsonElement golden, JsonElement found, string[] labels, double tolerance)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            Assert.Equal(golden[i].GetDouble(), found.GetProperty(labels[i]).GetDouble(), tolerance);
        }
    }

    /// <summary>Makes 4 s of speech, 3 s of silence and 4 s of speech.</summary>
    private string Recording(string name) => _folder.Write(name, RecordingFile.Wav([.. RecordingFile.Speech(4), .. new short[48_000], .. RecordingFile.Speech(4)]));
}
