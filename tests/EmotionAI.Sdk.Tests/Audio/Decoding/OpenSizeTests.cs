using EmotionAI.Audio;
using static EmotionAI.Tests.Audio.Decoding.WavBuilder;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>A writer to a pipe, or one that was stopped, leaves the size of the samples open; what tags put behind them must not sound.</summary>
public sealed class OpenSizeTests
{
    private static readonly byte[] Four = [0, 64, 0, 192, 0, 32, 0, 224];
    private static readonly float[] FourDecoded = [0.5f, -0.5f, 0.25f, -0.25f];

    public static TheoryData<string, byte[]> Tails => new()
    {
        { "nothing", [] },
        { "LIST", Chunk("LIST", [.. "INFOISFT"u8, 4, 0, 0, 0, .. "Lavf"u8]) },
        { "an odd chunk and another", [.. Chunk("id3 ", new byte[13]), .. Chunk("LIST", new byte[4])] },
        { "an odd chunk without its pad at the end", Chunk("bext", new byte[13])[..^1] },
        { "ID3v1", [.. "TAG"u8, .. new byte[125]] },
        { "APE", [.. "xy"u8, .. "APETAGEX"u8, 0, 0, 0, 0, 34, 0, 0, 0, .. new byte[16]] },
        { "LIST, APE and ID3v1", [.. Chunk("LIST", new byte[4]), .. "APETAGEX"u8, 0, 0, 0, 0, 32, 0, 0, 0, .. new byte[16], .. "TAG"u8, .. new byte[125]] },
    };

    [Theory]
    [MemberData(nameof(Tails), DisableDiscoveryEnumeration = true)]
    public void Decode_Tail_DoesNotSound(string name, byte[] tail)
    {
        foreach (var size in (long[])[0, 0x7FFF_F000, 0x7FFF_FFFF, 0xFFFF_FFFF])
        {
            byte[] data = [.. File(Format(), Chunk("data", Four, size)), .. tail];
            byte[] longSizes = [.. Container("RF64"u8, "WAVE"u8, Chunk("ds64", new byte[28]), Format(), Chunk("data", Four, 0xFFFF_FFFF)), .. tail];
            foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(new MemoryStream(data)), AudioDecoder.Decode(longSizes) })
            {
                Assert.Equal((name, size, string.Join(' ', FourDecoded)), (name, size, string.Join(' ', clip.Samples.ToArray())));
                Assert.False(clip.IsIncomplete);
            }

            Assert.Equal(4, AudioDecoder.ReadInfo(data).FrameCount);
        }
    }

    [Fact]
    public void Decode_TailFarBehind_DoesNotSoundAndIsNotReadByADecoderOfTheStart()
    {
        byte[] data = [.. File(Format(), Chunk("data", new byte[1 << 20], 0xFFFF_FFFF)), .. Chunk("LIST", new byte[50_000])];

        Assert.Equal(1 << 19, AudioDecoder.Decode(new MemoryStream(data)).FrameCount);
        Assert.Equal(16_000, AudioDecoder.DecodeStart(new MemoryStream(data), TimeSpan.FromSeconds(1)).FrameCount);
    }

    [Fact]
    public void Decode_SamplesThatSpellAName_Sound()
    {
        byte[] samples = [.. Four, .. "LIST"u8, 100, 0, 0, 0, .. Four];

        Assert.Equal(12, AudioDecoder.Decode(File(Format(), Chunk("data", samples, 0xFFFF_FFFF))).FrameCount);
    }

    [Theory]
    [InlineData(0, "announces 0 bytes")]
    [InlineData(0xFFFF_FFFF, null)]
    [InlineData(0x7FFF_F000, null)]
    public void Decode_SizeZero_IsWarnedOf(long size, string? words)
    {
        var warnings = AudioDecoder.Decode(File(Format(), Chunk("data", Four, size))).Warnings;

        Assert.Equal(words is not null, warnings.Count == 1 && warnings[0].Contains(words!, StringComparison.Ordinal));
        Assert.Equal(words is null, warnings.Count == 0);
    }
}
