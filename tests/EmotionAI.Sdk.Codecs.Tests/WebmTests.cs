using EmotionAI.Audio;
using EmotionAI.Tests.Codecs.Making;

namespace EmotionAI.Tests.Codecs;

public sealed class WebmTests
{
    private const int Frames = 24_000;
    private const uint Header = 0x1A45_DFA3;
    private const uint Segment = 0x1853_8067;
    private const uint Tracks = 0x1654_AE6B;
    private const uint Cluster = 0x1F43_B675;
    private const uint Cues = 0x1C53_BB6B;
    private const uint Void = 0xEC;
    private const uint SimpleBlock = 0xA3;
    private const uint BlockGroup = 0xA0;
    private const uint Block = 0xA1;
    private const uint DiscardPadding = 0x75A2;
    private const uint ContentEncodings = 0x6D80;

    private static readonly OpusMaker Made = new(2, Frames, 480);

    private static readonly byte[] Kind = WebmWriter.Element(0x4282, "webm"u8.ToArray());

    /// <summary>Gets what the packets decode to, wholly: WebM has no position of the end.</summary>
    private static float[] Expected { get; } = Decode(Made.Ogg()).Samples.ToArray();

    [Fact]
    public void Decode_AsBrowsersWriteIt_GivesTheSoundOfTheOgg()
    {
        var writer = Begin(Made.Head(), isSized: false);
        foreach (var packets in Made.Packets.Chunk(10))
        {
            writer.Open(Cluster).Add(0xE7, 0);
            foreach (var packet in packets)
            {
                writer.Add(SimpleBlock, WebmWriter.Block(WebmWriter.NoLacing, packet));
            }
        }

        var clip = Decode(writer.ToArray());

        AssertBegins(clip);
        Assert.False(clip.IsIncomplete);
        Assert.Empty(clip.Warnings);
    }

    [Fact]
    public void Decode_AsFfmpegWritesIt_GivesTheSoundAndCutsThePadding()
    {
        var excess = (Made.Packets.Length * Made.PacketLength) - OpusMaker.PreSkip - Frames;
        var blocks = new WebmWriter();
        foreach (var packet in Made.Packets[..^1])
        {
            blocks.Add(SimpleBlock, WebmWriter.Block(WebmWriter.NoLacing, packet));
        }

        blocks.Add(BlockGroup, [.. WebmWriter.Element(Block, WebmWriter.Block(WebmWriter.NoLacing, Made.Packets[^1])), .. WebmWriter.Element(DiscardPadding, WebmWriter.Number((ulong)(excess * 1_000_000_000L / 48_000)))]);
        var writer = Begin(Made.Head(), isSized: true, delay: OpusMaker.PreSkip * 1_000_000_000UL / 48_000);
        writer.Add(Void, new byte[100]).Add(Cluster, blocks.ToArray()).Add(Cues, new byte[50]);

        var clip = Decode(writer.ToArray());

        Assert.Equal(Expected, clip.Samples.ToArray());
    }

    [Theory]
    [InlineData(WebmWriter.Xiph)]
    [InlineData(WebmWriter.Ebml)]
    [InlineData(WebmWriter.Fixed)]
    public void Decode_LacedBlocks_AreTakenApart(byte lacing)
    {
        // Packets of one length, for the lacing that needs it: padded as RFC 6716 has it.
        var longest = Made.Packets.Max(packet => packet.Length) + 3;
        var packets = lacing == WebmWriter.Fixed ? [.. Made.Packets.Select(packet => Pad(packet, longest))] : Made.Packets;
        var writer = Begin(Made.Head(), isSized: false).Open(Cluster);
        foreach (var part in packets.Chunk(7))
        {
            writer.Add(SimpleBlock, WebmWriter.Block(lacing, part));
        }

        AssertBegins(Decode(writer.ToArray()));
    }

    [Fact]
    public void Decode_BesideAFilmAndOtherBlocks_TakesTheSound()
    {
        var writer = new WebmWriter().Add(Header, Kind).Open(Segment)
            .Add(Tracks, [.. WebmWriter.Track(2, "V_VP9", [], kind: 1), .. WebmWriter.Track(1, "A_OPUS", Made.Head())]).Open(Cluster);
        foreach (var packet in Made.Packets)
        {
            writer.Add(SimpleBlock, 0x82, 0, 0, 0, 1, 2, 3).Add(SimpleBlock, WebmWriter.Block(WebmWriter.NoLacing, packet));
        }

        AssertBegins(Decode(writer.ToArray()));
    }

    [Fact]
    public void Decode_VorbisInMatroska_GivesTheSoundOfTheOgg()
    {
        var path = Goldens.Path("golden", "audio", "decode", "ogg", "stereo_44k.ogg");
        var packets = OggPacketList.Of(File.ReadAllBytes(path));
        byte[] headers = [2, .. Lengths(packets[0].Length), .. Lengths(packets[1].Length), .. packets[0], .. packets[1], .. packets[2]];
        var writer = new WebmWriter().Add(Header, Kind).Open(Segment).Add(Tracks, WebmWriter.Track(1, "A_VORBIS", headers)).Open(Cluster);
        foreach (var packet in packets[3..])
        {
            writer.Add(SimpleBlock, WebmWriter.Block(WebmWriter.NoLacing, packet));
        }

        var clip = Decode(writer.ToArray());
        var expected = AudioDecoder.Decode(path, AudioCodecs.All);

        Assert.Equal((expected.SampleRate, expected.Channels), (clip.SampleRate, clip.Channels));
        Assert.Equal(expected.Samples.ToArray(), clip.Samples[..expected.Samples.Length].ToArray());

        static IEnumerable<byte> Lengths(int length) => Enumerable.Repeat((byte)255, length / 255).Append((byte)(length % 255));
    }

    [Fact]
    public void Decode_CutFile_GivesWhatIsThereAndTells()
    {
        var writer = Begin(Made.Head(), isSized: false).Open(Cluster);
        foreach (var packet in Made.Packets)
        {
            writer.Add(SimpleBlock, WebmWriter.Block(WebmWriter.NoLacing, packet));
        }

        var file = writer.ToArray();
        var clip = Decode(file[..(file.Length / 2)]);

        Assert.True(clip.IsIncomplete);
        Assert.InRange(clip.FrameCount, Frames / 3, Frames);
    }

    [Fact]
    public void Decode_BrokenLacing_IsTold()
    {
        var writer = Begin(Made.Head(), isSized: false).Open(Cluster);
        foreach (var packet in Made.Packets)
        {
            writer.Add(SimpleBlock, WebmWriter.Block(WebmWriter.NoLacing, packet));
        }

        writer.Add(SimpleBlock, 0x81, 0, 0, WebmWriter.Xiph, 9, 255, 255).Add(SimpleBlock, 0x81, 0, 0, WebmWriter.Ebml, 9, 0).Add(SimpleBlock, 0x81, 0, 0, WebmWriter.Fixed, 1, 1, 2, 3);

        Assert.Contains("3 of", Assert.Single(Decode(writer.ToArray()).Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A_AAC", EmotionErrorCodes.FormatUnsupported, "A_AAC")]
    [InlineData("A_OPUS/encoded", EmotionErrorCodes.FormatUnsupported, "compressed or encrypted")]
    [InlineData("", EmotionErrorCodes.FormatInvalid, "no track of sound")]
    public void Decode_SoundThatIsNotSupported_IsNamed(string codec, string code, string expected)
    {
        var track = codec.Length == 0 ? WebmWriter.Track(1, "V_VP8", [], kind: 1)
            : codec == "A_AAC" ? WebmWriter.Track(1, codec, [])
            : [.. WebmWriter.Track(1, "A_OPUS", Made.Head()), .. WebmWriter.Element(ContentEncodings, 1)];
        var file = new WebmWriter().Add(Header, Kind).Open(Segment).Add(Void, new byte[5_000]).Add(Tracks, track).Open(Cluster).ToArray();

        var exception = Assert.Throws<EmotionAIException>(() => Decode(file));

        Assert.Equal(code, exception.Code);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x81 }, "begins no element")]
    [InlineData(new byte[] { 0xEC, 0x00 }, "more than 8 bytes")]
    [InlineData(new byte[] { 0xEC, 0xFF }, "has no size")]
    [InlineData(new byte[] { 0xA3, 0xFF }, "unknown number of bytes")]
    [InlineData(new byte[] { 0xA3, 0x10, 0xFF, 0xFF, 0xFF }, "at most 4194304")]
    public void Decode_ElementThatIsNone_IsRefusedWithItsPlace(byte[] bytes, string expected)
    {
        var start = Begin(Made.Head(), isSized: false).Open(Cluster).ToArray();

        var exception = Assert.Throws<EmotionAIException>(() => Decode([.. start, .. bytes]));

        Assert.Equal((EmotionErrorCodes.FormatInvalid, (long?)start.Length), (exception.Code, exception.Offset));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static WebmWriter Begin(byte[] head, bool isSized, ulong? delay = null)
    {
        var writer = new WebmWriter().Add(Header, Kind);
        return (isSized ? writer.Open(Segment) : writer.Open(Segment)).Add(Tracks, WebmWriter.Track(1, "A_OPUS", head, delay));
    }

    private static void AssertBegins(AudioClip clip)
    {
        Assert.Equal((48_000, 2), (clip.SampleRate, clip.Channels));
        Assert.InRange(clip.FrameCount, Frames, Frames + Made.PacketLength);
        Assert.Equal(Expected, clip.Samples[..Expected.Length].ToArray());
    }

    private static AudioClip Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return AudioDecoder.Decode(stream, AudioCodecs.All);
    }

    private static byte[] Pad(byte[] packet, int length)
    {
        Assert.Equal(0, packet[0] & 3);
        var padding = length - packet.Length - 2;
        return padding == 0 ? [(byte)(packet[0] | 3), 0x01, .. packet[1..]] : padding < 256 ? [(byte)(packet[0] | 3), 0x41, (byte)(padding - 1), .. packet[1..], .. new byte[padding - 1]] : throw new InvalidOperationException();
    }
}
