using EmotionAI.Audio;
using EmotionAI.Audio.Mpeg;
using EmotionAI.Tests.Audio.Decoding;

namespace EmotionAI.Tests.Codecs;

public sealed class MpegTests
{
    private static readonly byte[] Tagged = File.ReadAllBytes(Golden("mono_16k_cbr48.mp3"));
    private static readonly byte[] Plain = File.ReadAllBytes(Golden("mono_44k_no_tag.mp3"));
    private static readonly byte[] OldTag = [.. "TAG"u8, .. new byte[125]];

    [Fact]
    public void Decode_TagsBeforeAndBehind_AreNoSound()
    {
        var expected = Decode(Tagged).Samples.ToArray();
        byte[] ape = [.. "APETAGEX"u8, 0xD0, 7, 0, 0, 40, 0, 0, 0, .. new byte[16], .. new byte[40]];

        Assert.Equal(expected, Decode([.. Id3(40_000), .. Tagged]).Samples.ToArray());
        Assert.Equal(expected, Decode([.. Id3(100), .. Id3(7_000), .. Tagged, .. OldTag]).Samples.ToArray());
        Assert.Equal(expected, Decode([.. Tagged, .. ape, .. OldTag]).Samples.ToArray());
    }

    [Fact]
    public void Decode_TagWithBytesLikeFrames_IsNoSound()
    {
        var tag = Id3(20_000);
        Plain.AsSpan(0, 3_000).CopyTo(tag.AsSpan(500));

        Assert.Equal(Decode(Tagged).Samples.ToArray(), Decode([.. tag, .. Tagged]).Samples.ToArray());
    }

    [Fact]
    public void Decode_StreamCutAnywhere_BeginsAtTheNextFrame()
    {
        var whole = Decode(Plain);

        var clip = Decode(Plain[300..]);

        Assert.InRange(whole.FrameCount - clip.FrameCount, 1_152, 2 * 1_152);
        Assert.Equal(whole.Samples[^10_000..].ToArray(), clip.Samples[^10_000..].ToArray());
    }

    [Fact]
    public void Decode_FileCutShort_GivesWhatIsThereAndTells()
    {
        var clip = Decode(Tagged[..^500]);

        Assert.True(clip.IsIncomplete);
        Assert.InRange(clip.FrameCount, 5_000, 8_000);
    }

    [Fact]
    public void Decode_BytesThatAreNoFrameBetweenFrames_AreTold()
    {
        var frame = MpegHeader.Read(Plain)!.Value.FrameBytes;

        var clip = Decode([.. Plain[..(3 * frame)], .. new byte[77], .. Plain[(3 * frame)..]]);

        Assert.Contains("1 of", Assert.Single(clip.Warnings), StringComparison.Ordinal);
        Assert.Equal(Decode(Plain).FrameCount, clip.FrameCount);
    }

    [Fact]
    public void Decode_BytesBehindTheLastFrame_AreNotTold()
    {
        var clip = Decode([.. Plain, .. new byte[1_000], .. "LYRICSBEGIN"u8]);

        Assert.Empty(clip.Warnings);
        Assert.False(clip.IsIncomplete);
        Assert.Equal(Decode(Plain).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_MoreFramesThanTheTagSays_TakesThemAndTells()
    {
        var clip = Decode([.. Tagged, .. Tagged]);

        Assert.True(clip.FrameCount > 16_000);
        Assert.Contains("the header announces", Assert.Single(clip.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_FlacBehindALargeTag_IsLeftToItsDecoder()
    {
        var flac = File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "flac", "s16_mono.flac"));

        var clip = Decode([.. Id3(10_000), .. flac]);

        Assert.Equal(AudioDecoder.Decode(flac).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_WavWithFramesInside_IsLeftToItsDecoder()
    {
        var wav = File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "wav", "s16_mono_16000.wav"));
        Plain.AsSpan(0, 2_000).CopyTo(wav.AsSpan(100));

        Assert.Equal(AudioDecoder.Decode(wav).Samples.ToArray(), Decode(wav).Samples.ToArray());
    }

    [Fact]
    public void Decode_WavThroughAPipe_IsLeftToItsDecoder()
    {
        var wav = File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "wav", "s16_mono_16000.wav"));

        var clip = AudioDecoder.Decode(new TrickleStream(wav, 100), AudioCodecs.All);

        Assert.Equal(AudioDecoder.Decode(wav).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_MoreThanAPipeMayHold_IsRefused()
    {
        var exception = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(Plain, 500), AudioCodecs.All, limits: new EmotionLimits { AudioBytes = 4_000 }));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Contains("AudioBytes", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFFFB_9064u, 417, 1_152, 44_100, 2, 32)]
    [InlineData(0xFFFB_92C4u, 418, 1_152, 44_100, 1, 17)]
    [InlineData(0xFFF3_84C4u, 192, 576, 24_000, 1, 9)]
    [InlineData(0xFFE3_18C4u, 72, 576, 8_000, 1, 9)]
    [InlineData(0xFFFD_A004u, 626, 1_152, 44_100, 2, 32)]
    [InlineData(0xFFFF_C004u, 416, 384, 44_100, 2, 32)]
    public void MpegHeader_Bits_GiveTheFrame(uint bits, int bytes, int samples, int rate, int channels, int sideBytes)
    {
        var header = MpegHeader.Read([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);

        Assert.NotNull(header);
        Assert.Equal((bytes, samples, rate, channels), (header.Value.FrameBytes, header.Value.Samples, header.Value.SampleRate, header.Value.Channels));
        Assert.Equal(sideBytes, header.Value.SideBytes);
    }

    [Theory]
    [InlineData(0xFFEB_9064u)]
    [InlineData(0xFFF9_9064u)]
    [InlineData(0xFFFB_0064u)]
    [InlineData(0xFFFB_F064u)]
    [InlineData(0xFFFB_9C64u)]
    [InlineData(0xFF1B_9064u)]
    public void MpegHeader_ReservedBits_AreNone(uint bits) => Assert.Null(MpegHeader.Read([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]));

    [Theory]
    [InlineData("")]
    [InlineData("plain text, no sound")]
    public void CanDecode_Other_IsFalse(string text) => Assert.DoesNotContain(AudioCodecs.All, decoder => decoder.CanDecode(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void CanDecode_RandomBytes_IsFalse()
    {
        var random = new Random(12);
        var bytes = new byte[4_096];
        for (var i = 0; i < 500; i++)
        {
            random.NextBytes(bytes);
            Assert.DoesNotContain(AudioCodecs.All, decoder => decoder.CanDecode(bytes));
        }
    }

    private static string Golden(string file) => Goldens.Path("golden", "audio", "decode", "mp3", file);

    private static byte[] Id3(int size) => [.. "ID3"u8, 4, 0, 0, (byte)(size >> 21), (byte)((size >> 14) & 127), (byte)((size >> 7) & 127), (byte)(size & 127), .. new byte[size]];

    private static AudioClip Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return AudioDecoder.Decode(stream, AudioCodecs.All);
    }
}
