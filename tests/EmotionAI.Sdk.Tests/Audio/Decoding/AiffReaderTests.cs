using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

public sealed class AiffReaderTests
{
    private static readonly byte[] Four = [64, 0, 192, 0, 32, 0, 224, 0];
    private static readonly float[] FourDecoded = [0.5f, -0.5f, 0.25f, -0.25f];

    public static TheoryData<string, byte[]> Intact => new()
    {
        { "plain", File(Common(4), Samples(16)) },
        { "samples first", File(Samples(16), Common(4)) },
        { "samples first, a chunk between", File(Samples(16), Chunk("ANNO", new byte[6], 6), Common(4)) },
        { "no frames announced", File(Common(0), Samples(16)) },
        { "one frame announced", File(Common(1), Samples(16)) },
        { "100 frames announced", File(Common(100), Samples(16)) },
        { "size 0", File(Common(4), Samples(0)) },
        { "size 0, no frames", File(Common(0), Samples(0)) },
        { "size 8, no frames", File(Common(0), Samples(8)) },
        { "size -1", File(Common(0), Samples(uint.MaxValue)) },
        { "size 2 GB", File(Common(-1), Samples(int.MaxValue)) },
        { "odd chunk without its pad", File(Chunk("ANNO", new byte[3], 3), Common(4), Samples(16)) },
        { "ID3v2 first", [.. "ID3\u0004\0\0\0\0\0\u0003"u8, 1, 2, 3, .. File(Common(4), Samples(16))] },
    };

    [Theory]
    [MemberData(nameof(Intact), DisableDiscoveryEnumeration = true)]
    public void Decode_WrongRedundantField_GivesTheSamples(string name, byte[] data)
    {
        foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(new MemoryStream(data)) })
        {
            Assert.Equal((name, string.Join(' ', FourDecoded)), (name, string.Join(' ', clip.Samples.ToArray())));
            Assert.False(clip.IsIncomplete);
        }
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(0, "announces 0 frames, its chunk 'SSND' has 4")]
    [InlineData(100, "announces 100 frames")]
    public void Decode_WrongNumberOfFrames_IsWarnedOf(int frames, string? words)
    {
        var warnings = AudioDecoder.Decode(File(Common(frames), Samples(16))).Warnings;

        Assert.Equal(words is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, warning => Assert.Contains(words!, warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_OpenSizeWithATail_GivesTheSamplesOnly()
    {
        var data = File(Common(0), Samples(uint.MaxValue), Chunk("NAME", new byte[6], 6));

        Assert.Equal(FourDecoded, AudioDecoder.Decode(data).Samples.ToArray());
    }

    [Fact]
    public void Decode_SamplesFirstFromAPipe_SaysWhy()
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(File(Samples(16), Common(4)), 5)));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, error.Code);
        Assert.Contains("pipes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_RecordingCutShort_IsIncomplete()
    {
        var data = File(Common(4), Samples(16))[..^3];

        foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(new TrickleStream(data, 5)) })
        {
            Assert.Equal(FourDecoded[..2], clip.Samples.ToArray());
            Assert.True(clip.IsIncomplete);
        }
    }

    private static byte[] Common(int frames) =>
        Chunk("COMM", [0, 1, .. BigEndian((uint)frames), 0, 16, 0x40, 0x0C, 0xFA, 0, 0, 0, 0, 0, 0, 0], 18);

    private static byte[] Samples(uint size) => Chunk("SSND", [.. new byte[8], .. Four], size);

    private static byte[] Chunk(string name, byte[] content, uint size) => [.. System.Text.Encoding.ASCII.GetBytes(name), .. BigEndian(size), .. content];

    private static byte[] File(params byte[][] chunks) => [.. "FORM\0\0\0\0AIFF"u8, .. chunks.SelectMany(c => c)];

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
