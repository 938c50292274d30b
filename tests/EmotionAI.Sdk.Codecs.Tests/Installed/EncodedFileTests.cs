using EmotionAI.Audio;

namespace EmotionAI.Tests.Codecs.Installed;

/// <summary>Files of Debian's encoders, against Debian's ffmpeg.</summary>
public sealed class EncodedFileTests : IDisposable
{
    private const double Tolerance = 1e-5;

    /// <summary>Within 1e-5 but for the last band of short blocks: see the test of the goldens.</summary>
    private const double Mp3Tolerance = 1e-3;

    /// <summary>Concentus computes with integers.</summary>
    private const double OpusTolerance = 1e-3;
    private const double ScoreTolerance = 0.01;

    private static readonly string Recording = Goldens.Path("data", "audio", "emodb", "03a01Fa.flac");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Mp3 => new()
    {
        { "16000 1", "-b 48" }, { "11025 1", "-b 32" }, { "12000 2", "-V 2" }, { "22050 2", "-V 4" }, { "24000 1", "-b 64" }, { "32000 2", "-b 96 -m j" },
        { "44100 2", "-b 320" }, { "44100 2", "-V 0" }, { "48000 1", "-b 128 --nores" }, { "44100 2", "-p -b 128" }, { "44100 2", "-t -b 128" },
    };

    public static TheoryData<string, string> Opus => new()
    {
        { "48000 1", "" }, { "48000 2", "--bitrate 24" }, { "48000 2", "--bitrate 256" }, { "48000 2", "--framesize 2.5" }, { "48000 1", "--framesize 60 --bitrate 12" },
        { "44100 2", "" }, { "48000 6", "" },
    };

    public static TheoryData<string, string> Ffmpeg => new()
    {
        { "libopus", "webm" }, { "libopus", "live.webm" }, { "libopus", "mka" }, { "libopus", "opus" }, { "libvorbis", "ogg" }, { "libvorbis", "webm" }, { "libmp3lame", "mp3" }, { "flac", "oga" },
    };

    public void Dispose() => _folder.Dispose();

    [ProgramTheory("ffmpeg", "lame")]
    [MemberData(nameof(Mp3))]
    public void Decode_Mp3OfLame_IsWhatFfmpegDecodes(string shape, string options)
    {
        var file = _folder.File("a.mp3");
        Programs.Run("lame", ["--quiet", .. options.Split(' '), Wav(shape), file]);

        AssertEqual(file, Mp3Tolerance, isOpus: false);
    }

    [ProgramFact("ffmpeg", "lame")]
    public void Decode_TelephoneRate_IsRefusedByName()
    {
        var file = _folder.File("a.mp3");
        Programs.Run("lame", "--quiet", "-b", "16", Wav("8000 1"), file);

        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(file, AudioCodecs.All));

        Assert.Equal((EmotionErrorCodes.FormatUnsupported, file), (exception.Code, exception.Path));
        Assert.Contains("MP3 of 8000 Hz (MPEG-2.5)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ffmpeg -i", exception.Message, StringComparison.Ordinal);
        Assert.Equal(8_000, AudioDecoder.Decode(file, [.. AudioCodecs.All, new FfmpegDecoder(Programs.Find("ffmpeg")!)]).SampleRate);
    }

    [ProgramTheory("ffmpeg", "oggenc")]
    [InlineData("8000 1")]
    [InlineData("16000 2")]
    [InlineData("44100 2")]
    public void Decode_OggOfOggenc_IsWhatFfmpegDecodes(string shape)
    {
        var file = _folder.File("a.ogg");
        Programs.Run("oggenc", "-Q", "-o", file, Wav(shape));

        AssertEqual(file, Tolerance, isOpus: false);
    }

    [ProgramTheory("ffmpeg", "opusenc")]
    [MemberData(nameof(Opus))]
    public void Decode_OpusOfOpusenc_IsWhatLibopusDecodes(string shape, string options)
    {
        var file = _folder.File("a.opus");
        Programs.Run("opusenc", ["--quiet", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), Wav(shape), file]);

        AssertEqual(file, OpusTolerance, isOpus: true);
    }

    [ProgramTheory("ffmpeg")]
    [MemberData(nameof(Ffmpeg))]
    public void Decode_FileOfFfmpeg_IsWhatItDecodes(string codec, string ending)
    {
        var file = _folder.File($"a.{ending}");
        Programs.Run("ffmpeg", ["-v", "error", "-y", "-i", Wav("48000 2"), "-c:a", codec, .. ending.StartsWith("live", StringComparison.Ordinal) ? (string[])["-live", "1"] : [], file]);

        AssertEqual(file, codec == "libopus" ? OpusTolerance : codec == "libmp3lame" ? Mp3Tolerance : Tolerance, codec == "libopus");
    }

    [ProgramTheory("ffmpeg")]
    [InlineData("libopus", "opus", "16000 1")]
    [InlineData("libopus", "webm", "48000 2")]
    [InlineData("libmp3lame", "mp3", "44100 1")]
    [InlineData("libvorbis", "ogg", "44100 2")]
    public void ClassifyFile_Compressed_GivesTheScoresOfTheWavOfFfmpeg(string codec, string ending, string shape)
    {
        var file = _folder.File($"a.{ending}");
        Programs.Run("ffmpeg", "-v", "error", "-y", "-i", Wav(shape), "-c:a", codec, "-b:a", "64k", file);
        using var classifier = AudioEmotionClassifier.LoadDefault(new AudioEmotionOptions { Decoders = [.. AudioCodecs.All] });

        var expected = classifier.ClassifyFile(FfmpegOracle.ToWav(file, _folder, codec == "libopus")).Scores;
        var actual = classifier.ClassifyFile(file).Scores;

        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First.Score - pair.Second.Score), 0, ScoreTolerance));
    }

    private void AssertEqual(string file, double tolerance, bool isOpus)
    {
        var expected = FfmpegOracle.Decode(file, _folder, isOpus);

        var clip = AudioDecoder.Decode(file, AudioCodecs.All);

        Assert.InRange(SampleDifference.Largest(expected, clip.Samples.Span), 0, tolerance);
        Assert.Empty(clip.Warnings);
        Assert.False(clip.IsIncomplete);
    }

    /// <summary>Makes a WAV of a rate and a number of channels, at half the loudness so that nothing is clipped.</summary>
    private string Wav(string shape)
    {
        var parts = shape.Split(' ');
        var wav = _folder.File("source.wav");
        Programs.Run("ffmpeg", "-v", "error", "-y", "-i", Recording, "-af", "volume=0.4", "-bitexact", "-ar", parts[0], "-ac", parts[1], wav);
        return wav;
    }
}
