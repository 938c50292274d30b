using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

public sealed class MalformedFlacTests
{
    private const int BlockSize = 16;

    public static TheoryData<string, byte[], string, string> Rejections => new()
    {
        { "cut after the marker", "fLaC"u8.ToArray(), EmotionErrorCodes.FileTruncated, "metadata" },
        { "cut in STREAMINFO", [.. "fLaC"u8, 0x80, 0, 0, 34, .. new byte[12]], EmotionErrorCodes.FileTruncated, "after 12 of its 34 bytes" },
        { "first block not STREAMINFO", [.. "fLaC"u8, 0x81, 0, 0, 4, 0, 0, 0, 0], EmotionErrorCodes.FormatInvalid, "type 1" },
        { "short STREAMINFO", [.. "fLaC"u8, 0x80, 0, 0, 8, .. new byte[8]], EmotionErrorCodes.FormatInvalid, "8 bytes" },
        { "second STREAMINFO", Builder().Block(0, new byte[34]).Build(), EmotionErrorCodes.FormatInvalid, "type 0 as its block 2" },
        { "block type 127", Builder().Block(127, []).Build(), EmotionErrorCodes.FormatInvalid, "127" },
        { "block beyond the end", Builder().Block(4, new byte[100]).Build()[..100], EmotionErrorCodes.FileTruncated, "100 bytes" },
        { "3 bits", new FlacBuilder(16_000, 1, 3).Build(), EmotionErrorCodes.FormatInvalid, "3 bits" },
        { "no rate", new FlacBuilder(0, 1, 16).Build(), EmotionErrorCodes.FormatInvalid, "0 Hz" },
        { "too high a rate", new FlacBuilder(768_001, 1, 16).Build(), EmotionErrorCodes.LimitExceeded, "at most 768000" },
        { "no sync", Builder().Raw(0xFF, 0xF0, 0, 0, 0, 0).Build(), EmotionErrorCodes.FormatInvalid, "FF F0" },
        { "number starts wrong", Builder().Raw(0xFF, 0xF8, 0x10, 0, 0x80, 0, 0, 0).Build(), EmotionErrorCodes.FormatInvalid, "number" },
        { "number goes on wrong", Builder().Raw(0xFF, 0xF8, 0x10, 0, 0xC2, 0, 0, 0).Build(), EmotionErrorCodes.FormatInvalid, "number" },
        { "header sum", Builder().Frame(BlockSize, 0, w => FlacBuilder.Constant(w, 0, 16), wrongHeaderSum: true).Build(), EmotionErrorCodes.FormatInvalid, "CRC-8" },
        { "frame sum", Builder().Frame(BlockSize, 0, w => FlacBuilder.Constant(w, 0, 16), wrongFrameSum: true).Build(), EmotionErrorCodes.FormatInvalid, "CRC-16" },
        { "other rate", Builder().Frame(BlockSize, 0, w => FlacBuilder.Constant(w, 0, 16), rateCode: 4).Build(), EmotionErrorCodes.FormatInvalid, "8000 Hz" },
        { "other bits", Builder().Frame(BlockSize, 0, w => FlacBuilder.Constant(w, 0, 16), bitsCode: 2).Build(), EmotionErrorCodes.FormatInvalid, "8 bits" },
        { "other channels", Builder().Frame(BlockSize, 1, w => FlacBuilder.Constant(w, 0, 16)).Build(), EmotionErrorCodes.FormatInvalid, "channel code 1" },
        { "reserved channels", new FlacBuilder(16_000, 2, 16).Frame(BlockSize, 11, w => FlacBuilder.Constant(w, 0, 16)).Build(), EmotionErrorCodes.FormatInvalid, "channel code 11" },
        { "reserved subframe", Frame(w => w.Write(2 << 1, 8)), EmotionErrorCodes.FormatInvalid, "reserved type 2" },
        { "subframe padding", Frame(w => w.Write(0x80, 8)), EmotionErrorCodes.FormatInvalid, "reserved type" },
        { "all bits wasted", Frame(w => w.Write(1, 8).WriteUnary(15)), EmotionErrorCodes.FormatInvalid, "wastes 16 of 16" },
        { "order above block", Frame(w => w.Write((31 + 17) << 1, 8)), EmotionErrorCodes.FormatInvalid, "order 17" },
        { "coefficients of 16 bits", Frame(w => w.Write(32 << 1, 8).Write(0, 16).Write(15, 4).Write(0, 5)), EmotionErrorCodes.FormatInvalid, "16 bits" },
        { "negative shift", Frame(w => w.Write(32 << 1, 8).Write(0, 16).Write(5, 4).Write(-1, 5)), EmotionErrorCodes.FormatInvalid, "shift of -1" },
        { "residual method", Frame(w => w.Write(8 << 1, 8).Write(2, 2).Write(0, 4)), EmotionErrorCodes.FormatInvalid, "method 2" },
        { "partitions do not divide", Frame(w => w.Write(8 << 1, 8).Write(0, 2).Write(5, 4)), EmotionErrorCodes.FormatInvalid, "32 partitions" },
        { "order above partition", Frame(w => w.Write((8 + 4) << 1, 8).Write(0, 64).Write(0, 2).Write(3, 4)), EmotionErrorCodes.FormatInvalid, "8 partitions" },
        { "residual beyond 32 bits", Frame(w => w.Write(8 << 1, 8).Write(1, 2).Write(0, 4).Write(30, 5).WriteUnary(4).Write(0, 400)), EmotionErrorCodes.FormatInvalid, "more than 32 bits" },
        { "endless zeros", Frame(w => w.Write(8 << 1, 8).Write(0, 2).Write(0, 4).Write(0, 4).Write(0, 60_000)), EmotionErrorCodes.FormatInvalid, "several times the size" },
    };

    [Theory]
    [MemberData(nameof(Rejections), DisableDiscoveryEnumeration = true)]
    public void Decode_MalformedFlac_IsRefused(string name, byte[] data, string code, string words)
    {
        Assert.NotEmpty(name);

        foreach (var error in new[] { Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data)), Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(data, 7))) })
        {
            Assert.Equal(code, error.Code);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Offset ?? 0, 0, data.Length);
        }
    }

    [Fact]
    public void Decode_TinyFrameOfManySamples_StopsAtTheLimit()
    {
        var bomb = new FlacBuilder(1, 8, 16) { LongestBlock = 65_535 };
        for (var i = 0; i < 100; i++)
        {
            bomb.Frame(65_535, 7, w => Enumerable.Range(0, 8).ToList().ForEach(_ => FlacBuilder.Constant(w, 1, 16)));
        }

        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(bomb.Build()));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
    }

    private static FlacBuilder Builder() => new(16_000, 1, 16);

    /// <summary>Wraps one mono subframe; it is followed by enough bytes not to be cut.</summary>
    private static byte[] Frame(Action<BitWriter> subframe) => Builder().Frame(BlockSize, 0, subframe).Raw(new byte[4096]).Build();
}
