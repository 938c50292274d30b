using EmotionAI.Audio;
using static EmotionAI.Tests.Audio.Decoding.WavBuilder;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Fields that repeat what others say are wrong here; the samples are intact and must come out.</summary>
public sealed class RedundantWavFieldTests
{
    private static readonly byte[] Four = [0, 64, 0, 192, 0, 32, 0, 224];
    private static readonly float[] FourDecoded = [0.5f, -0.5f, 0.25f, -0.25f];
    private static readonly byte[] FourIn24 = [0, 0, 64, 0, 0, 192, 0, 0, 32, 0, 0, 224];
    private static readonly byte[] FourIn32 = [0, 0, 0, 64, 0, 0, 0, 192, 0, 0, 0, 32, 0, 0, 0, 224];
    private static readonly byte[] Samples = Chunk("data", Four);
    private static readonly byte[] Pcm = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
    private static readonly byte[] Ambisonic = [1, 0, 0, 0, 0x21, 7, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0];

    public static TheoryData<string, byte[]> Intact => new()
    {
        { "align 0", File(Format(blockAlign: 0), Samples) },
        { "align 1", File(Format(blockAlign: 1), Samples) },
        { "align of 32 bits", File(Format(blockAlign: 4), Samples) },
        { "align odd", File(Format(blockAlign: 65_535), Samples) },
        { "24 bits", File(Format(bits: 24), Chunk("data", FourIn24)) },
        { "24 bits, align 0", File(Format(bits: 24, blockAlign: 0), Chunk("data", FourIn24)) },
        { "24 in 32", File(Format(bits: 24, blockAlign: 4), Chunk("data", FourIn32)) },
        { "24 in 32, extensible", File(Format(0xFFFE, bits: 32, extension: [22, 0, 24, 0, 0, 0, 0, 0, .. Pcm]), Chunk("data", FourIn32)) },
        { "24 in 32, extensible by its align", File(Format(0xFFFE, bits: 24, blockAlign: 4, extension: [22, 0, 24, 0, 0, 0, 0, 0, .. Pcm]), Chunk("data", FourIn32)) },
        { "valid bits", File(Format(0xFFFE, extension: [22, 0, 99, 0, 0, 0, 0, 0, .. Pcm]), Samples) },
        { "ambisonic", File(Format(0xFFFE, extension: [22, 0, 16, 0, 0, 0, 0, 0, .. Ambisonic]), Samples) },
        { "ambisonic float", File(Format(0xFFFE, bits: 32, extension: [22, 0, 32, 0, 0, 0, 0, 0, 3, .. Ambisonic[1..]]), Chunk("data", [0, 0, 0, 63, 0, 0, 0, 191, 0, 0, 128, 62, 0, 0, 128, 190])) },
        { "RIFF size 0", [.. "RIFF\0\0\0\0"u8, .. File(Format(), Samples)[8..]] },
        { "RIFF size too large", [.. "RIFF"u8, 255, 255, 255, 127, .. File(Format(), Samples)[8..]] },
        { "data size 0, RIFF size right", File(Format(), Chunk("data", Four, 0)) },
        { "data size 0, RIFF size 0", [.. "RIFF\0\0\0\0"u8, .. File(Format(), Chunk("data", Four, 0))[8..]] },
        { "odd chunk without its pad", File(Format(), Chunk("LIST", new byte[13])[..^1], Samples) },
        { "odd chunk without its pad, a letter behind the name", File(Format(), Chunk("JUNK", new byte[13])[..^1], Chunk("fact", [4, 0, 0, 0]), Samples) },
        { "odd chunk with an odd pad", File(Format(), [.. Chunk("LIST", new byte[13])[..^1], 0x20], Samples) },
        { "ID3v2 first", [.. "ID3\u0004\0\0\0\0\0\u0003"u8, 1, 2, 3, .. File(Format(), Samples)] },
        { "two tags first", [.. "ID3\u0004\0\0\0\0\0\u0001"u8, 1, .. "ID3\u0003\0\0\0\0\0\0"u8, .. File(Format(), Samples)] },
        { "ID3v1 behind", [.. File(Format(), Samples), .. "TAG"u8, .. new byte[125]] },
        { "samples before their format", File(Samples, Format()) },
        { "samples before their format, a chunk between", File(Chunk("JUNK", new byte[3]), Samples, Chunk("LIST", new byte[13]), Format()) },
        { "two formats", File(Format(), Format(bits: 24, channels: 2), Samples) },
        { "ID3v2 first, with zeros behind its size", [.. "ID3\u0004\0\0\0\0\0\u0003"u8, 1, 2, 3, .. new byte[5_000], .. File(Format(), Samples)] },
        { "zeros behind", [.. File(Format(), Samples), .. new byte[4096]] },
    };

    [Theory]
    [MemberData(nameof(Intact), DisableDiscoveryEnumeration = true)]
    public void Decode_WrongRedundantField_GivesTheSamples(string name, byte[] data)
    {
        Stream stream = name.StartsWith("samples before", StringComparison.Ordinal) ? new MemoryStream(data) : new TrickleStream(data, 7);
        foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(stream) })
        {
            Assert.Equal((name, string.Join(' ', FourDecoded)), (name, string.Join(' ', clip.Samples.ToArray())));
            Assert.False(clip.IsIncomplete);
        }
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(0, "frames of 0 bytes (block align); 1 channels of 2 bytes are 2")]
    [InlineData(4, "frames of 4 bytes")]
    public void Decode_WrongBlockAlign_IsWarnedOf(int blockAlign, string? words)
    {
        var warnings = AudioDecoder.Decode(File(Format(blockAlign: blockAlign), Samples)).Warnings;

        Assert.Equal(words is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, warning => Assert.Contains(words!, warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_TwoFormats_IsWarnedOf()
    {
        Assert.Contains("second chunk 'fmt '", Assert.Single(AudioDecoder.Decode(File(Format(), Format(), Samples)).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_SamplesBeforeTheirFormatInAPipe_IsRefusedWithTheReason()
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(File(Samples, Format()), 7)));

        Assert.Contains("not from pipes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NoFormat_SaysWhichChunkIsMissing()
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(File(Samples)));

        Assert.Equal(EmotionErrorCodes.FileTruncated, error.Code);
        Assert.Contains("without a chunk 'fmt '", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ALawOfSixteenBits_IsALaw()
    {
        var expected = AudioDecoder.Decode(File(Format(tag: 6, bits: 8), Chunk("data", Four)));

        Assert.Equal(expected.Samples.ToArray(), AudioDecoder.Decode(File(Format(tag: 6, bits: 16), Chunk("data", Four))).Samples.ToArray());
    }

    [Fact]
    public void Decode_RecordingCutShort_IsIncomplete()
    {
        var data = File(Format(channels: 2), Chunk("data", [.. Four, .. Four]))[..^5];

        foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(new MemoryStream(data)), AudioDecoder.Decode(new TrickleStream(data, 7)) })
        {
            Assert.Equal(FourDecoded, clip.Samples.ToArray());
            Assert.True(clip.IsIncomplete);
        }
    }
}
