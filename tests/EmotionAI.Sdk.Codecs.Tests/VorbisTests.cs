using EmotionAI.Audio;
using EmotionAI.Tests.Codecs.Making;

namespace EmotionAI.Tests.Codecs;

public sealed class VorbisTests
{
    private static readonly byte[] File = System.IO.File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "ogg", "stereo_44k.ogg"));

    private static readonly List<byte[]> Packets = OggPacketList.Of(File);

    [Fact]
    public void Decode_LastPositionBeforeTheLastPacket_CutsTheEnd()
    {
        var whole = Decode(File);

        var clip = Decode(Ogg(Packets, last: whole.FrameCount - 100));

        Assert.Equal(whole.Samples[..^200].ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_FirstPositionBelowItsPackets_CutsTheBeginning()
    {
        var whole = Decode(Ogg(Packets, last: null));
        var writer = Headers(Packets);
        var length = Decode(Ogg(Packets[..13], last: null)).FrameCount;
        writer.Page(length - 64, 0, 1, [.. Packets[3..13]]).Page(whole.FrameCount - 64, 4, 1, [.. Packets[13..]]);

        var clip = Decode(writer.ToArray());

        Assert.Equal(whole.FrameCount - 64, clip.FrameCount);
        Assert.Equal(whole.Samples[128..].ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_CommentsOfAnyLength_AreNotRead()
    {
        List<byte[]> packets = [.. Packets];
        packets[1] = [3, .. "vorbis"u8, 0xFF, 0xFF, 0xFF, 0x7F, 1];

        var clip = Decode(Ogg(packets, last: null));

        Assert.Equal(Decode(Ogg(Packets, last: null)).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_PacketsThatAreNone_AreToldAndTheRestSounds()
    {
        List<byte[]> packets = [.. Packets];
        packets[20] = [0x01, 2, 3];
        packets[24] = [.. packets[24][..1]];

        var clip = Decode(Ogg(packets, last: null));

        Assert.Contains("damaged", Assert.Single(clip.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 1, EmotionErrorCodes.FormatUnsupported, "version 1")]
    [InlineData(11, 0, EmotionErrorCodes.FormatInvalid, "0 channels")]
    [InlineData(11, 65, EmotionErrorCodes.LimitExceeded, "65 channels")]
    [InlineData(11, 6, EmotionErrorCodes.FormatUnsupported, "Vorbis of 6 channels")]
    [InlineData(15, 127, EmotionErrorCodes.LimitExceeded, "sample rate")]
    [InlineData(28, 0x85, EmotionErrorCodes.FormatInvalid, "blocks of 32 and 256")]
    [InlineData(28, 0x8B, EmotionErrorCodes.FormatInvalid, "blocks of 2048 and 256")]
    [InlineData(28, 0xE8, EmotionErrorCodes.FormatInvalid, "blocks of 256 and 16384")]
    public void Decode_HeaderThatIsNotAllowed_IsRefused(int offset, byte value, string code, string expected)
    {
        List<byte[]> packets = [.. Packets];
        packets[0] = [.. packets[0]];
        packets[0][offset] = value;

        var exception = Assert.Throws<EmotionAIException>(() => Decode(Ogg(packets, last: null)));

        Assert.Equal(code, exception.Code);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>One codebook of 16,777,215 entries in one run of equal lengths, 65,535 numbers each: 15 bytes that ask for terabytes.</summary>
    [Fact]
    public void Decode_CodebookThatAsksForTerabytes_IsRefused()
    {
        List<byte[]> packets = [.. Packets];
        packets[2] = [5, .. "vorbis"u8, 0, 0x42, 0x43, 0x56, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var exception = Assert.Throws<EmotionAIException>(() => Decode(Ogg(packets, last: null)));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
        Assert.Contains("codebooks of more than", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Decode_SetupCutAnywhere_IsRefused()
    {
        for (var length = 0; length < Packets[2].Length; length += 37)
        {
            List<byte[]> packets = [.. Packets];
            packets[2] = packets[2][..length];

            var exception = Assert.Throws<EmotionAIException>(() => Decode(Ogg(packets, last: null)));

            Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
        }
    }

    [Fact]
    public void Decode_HeadersAlone_AreRefused()
    {
        var exception = Assert.Throws<EmotionAIException>(() => Decode(Headers(Packets).ToArray()));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
        Assert.Contains("nothing in it can be decoded", exception.Message, StringComparison.Ordinal);
    }

    private static OggWriter Headers(List<byte[]> packets) => new OggWriter().Page(0, 2, 1, packets[0]).Page(0, 0, 1, packets[1], packets[2]);

    private static byte[] Ogg(List<byte[]> packets, long? last)
    {
        var writer = Headers(packets);
        foreach (var part in packets.Skip(3).Chunk(10))
        {
            var isLast = ReferenceEquals(part[^1], packets[^1]);
            writer.Page(isLast && last is not null ? last.Value : -1, (byte)(isLast ? 4 : 0), 1, part);
        }

        return writer.ToArray();
    }

    private static AudioClip Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return AudioDecoder.Decode(stream, AudioCodecs.All);
    }
}
