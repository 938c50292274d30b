using EmotionAI.Audio;

namespace EmotionAI.Tests.Codecs.Installed;

public sealed class FfmpegFormatTests : IDisposable
{
    private static readonly string Recording = Goldens.Path("data", "audio", "emodb", "03a01Fa.flac");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramTheory("ffmpeg")]
    [InlineData("aac", "m4a", 16_000)]
    [InlineData("aac", "aac", 16_000)]
    [InlineData("adpcm_ima_wav", "wav", 16_000)]
    [InlineData("adpcm_ms", "wav", 16_000)]
    [InlineData("wmav2", "wma", 16_000)]
    [InlineData("libgsm_ms", "wav", 8_000)]
    [InlineData("adpcm_ima_qt", "aifc", 16_000)]
    [InlineData("adpcm_ima_qt", "caf", 16_000)]
    [InlineData("aac", "mka", 16_000)]
    [InlineData("aac", "mov", 16_000)]
    [InlineData("mp2", "avi", 16_000)]
    public void Decode_FormatOfFfmpeg_GivesTheSound(string codec, string ending, int rate)
    {
        var file = _folder.File($"a.{ending}");
        Programs.Run("ffmpeg", "-v", "error", "-y", "-i", Recording, "-c:a", codec, "-ar", $"{rate}", "-ac", "1", file);
        var decoder = new FfmpegDecoder(Programs.Find("ffmpeg")!);

        var clip = AudioDecoder.Decode(file, [.. AudioCodecs.All, decoder]);
        using var stream = new MemoryStream(File.ReadAllBytes(file));
        var ofStream = AudioDecoder.Decode(stream, [.. AudioCodecs.All, decoder]);
        var beginning = AudioDecoder.Decode(file, [decoder], TimeSpan.FromSeconds(0.5));

        Assert.Equal((rate, 1), (clip.SampleRate, clip.Channels));
        Assert.InRange(clip.Duration.TotalSeconds, 1.9, 2.3);
        Assert.True(clip.Samples.ToArray().Max() > 0.1);
        Assert.Equal(clip.Samples.ToArray(), ofStream.Samples.ToArray());
        Assert.InRange(beginning.FrameCount, (rate / 2) - 1, (rate / 2) + 1);
        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(file, AudioCodecs.All));
        Assert.Equal(EmotionErrorCodes.FormatUnsupported, exception.Code);
    }

    [ProgramFact("ffmpeg")]
    public void Decode_CutFile_IsATypedErrorWithWhatFfmpegSays()
    {
        var file = _folder.File("a.m4a");
        Programs.Run("ffmpeg", "-v", "error", "-y", "-i", Recording, "-c:a", "aac", file);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..2_000]);

        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(file, [new FfmpegDecoder(Programs.Find("ffmpeg")!)]));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, file), (exception.Code, exception.Path));
        Assert.Contains("moov atom not found", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A playlist that names a file of this machine, with the beginning of a film.</summary>
    [ProgramFact("ffmpeg")]
    public void Decode_FileThatNamesAnother_IsNotFollowed()
    {
        var wav = Goldens.Path("golden", "audio", "decode", "wav", "s16_mono_16000.wav");
        var file = _folder.Write("a.m3u8", $"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:{wav}\n#EXT-X-ENDLIST\n");

        using var stream = File.OpenRead(file);
        var exception = Assert.Throws<EmotionAIException>(() => new FfmpegDecoder(Programs.Find("ffmpeg")!).Decode(stream, null, EmotionLimits.Default, CancellationToken.None));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
    }
}
