using System.Security.Cryptography;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>Checks where the frames of a FLAC file end, and what its STREAMINFO may get wrong.</summary>
public sealed class FlacEndTests
{
    private const int BlockSize = 64;
    private const int Blocks = 4;
    private const int Frames = Blocks * BlockSize;

#pragma warning disable CA5351 // FLAC's own checksum
    private static readonly byte[] Digest = MD5.HashData([.. Enumerable.Range(0, Frames).SelectMany(i => BitConverter.GetBytes((short)Sample(i)))]);
#pragma warning restore CA5351

    public static TheoryData<string, byte[]> Tails => new()
    {
        { "nothing", [] },
        { "ID3v1", [.. "TAG"u8, .. new byte[125]] },
        { "APE", [.. "APETAGEX"u8, .. new byte[56]] },
        { "zeros", new byte[100_000] },
        { "zeros and ID3v1", [.. new byte[500], .. "TAG"u8, .. new byte[125]] },
    };

    [Theory]
    [MemberData(nameof(Tails), DisableDiscoveryEnumeration = true)]
    public void Decode_BytesBehindTheFrames_AreNoFrames(string name, byte[] tail)
    {
        foreach (var total in new[] { 0, Frames })
        {
            var data = Builder(total).Raw(tail).Build();
            foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(new TrickleStream(data, 1_000)) })
            {
                Assert.Equal((name, Frames, false), (name, clip.FrameCount, clip.IsIncomplete));
                Assert.Empty(clip.Warnings);
            }
        }
    }

    [Fact]
    public void Decode_OtherBytesBehindTheFrames_AreToldOf()
    {
        var clip = AudioDecoder.Decode(Builder(0).Raw([.. "\r\n the end"u8]).Build());

        Assert.Equal(Frames, clip.FrameCount);
        Assert.Contains("no FLAC frame", Assert.Single(clip.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Frames, true, "MD5")]
    [InlineData(BlockSize, false, "announces 64 samples a channel, its frames hold 256")]
    [InlineData(10 * Frames, false, "announces 2560")]
    public void Decode_StreamInfoIsWrongAndFramesAreRight_GivesThemAndTells(int total, bool isWrongDigest, string words)
    {
        var clip = AudioDecoder.Decode(Builder(total, isWrongDigest ? [1, .. Digest[1..]] : Digest).Build());

        Assert.Equal((Frames, false), (clip.FrameCount, clip.IsIncomplete));
        Assert.Contains(words, Assert.Single(clip.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(32, 16)]
    [InlineData(0, 0)]
    public void Decode_WrongBlockSizes_AreIgnored(int shortest, int longest)
    {
        Assert.Equal(Frames, AudioDecoder.Decode(Add(new FlacBuilder(16_000, 1, 16) { ShortestBlock = shortest, LongestBlock = longest }).Build()).FrameCount);
    }

    [Fact]
    public void Decode_CutAnywhere_GivesTheWholeFramesAndIsIncomplete()
    {
        var data = Builder(Frames).Build();
        var start = data.Length - (Blocks * FrameBytes);
        for (var length = start; length < data.Length; length++)
        {
            foreach (var clip in new[] { AudioDecoder.Decode(data.AsSpan(0, length)), AudioDecoder.Decode(new TrickleStream(data[..length], 50)) })
            {
                Assert.Equal((length, (length - start) / FrameBytes * BlockSize, true), (length, clip.FrameCount, clip.IsIncomplete));
            }
        }
    }

    [Fact]
    public void Decode_DamagedFrame_IsNamedWithItsPlace()
    {
        var data = Builder(Frames).Build();
        var second = data.Length - (3 * FrameBytes);
        for (var at = second; at < second + FrameBytes; at++)
        {
            var damaged = (byte[])data.Clone();
            damaged[at] ^= 0x10;

            var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(damaged));

            Assert.Equal((EmotionErrorCodes.FormatInvalid, second), (error.Code, error.Offset));
            Assert.Contains($"byte {second}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decode_DamageBehindTheCut_IsNotSeen()
    {
        var data = Builder(Frames).Build();
        data[^10] ^= 0x10;

        var clip = AudioDecoder.DecodeStart(new MemoryStream(data), TimeSpan.FromSeconds(100 / 16_000.0), null, CancellationToken.None);

        Assert.Equal(100, clip.FrameCount);
        Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data));
    }

    /// <summary>Gets the bytes of a verbatim frame: header, subframe header, samples, checksum.</summary>
    private static int FrameBytes => 8 + 1 + (2 * BlockSize) + 2;

    private static long Sample(int i) => (i * 37 % 2_000) - 1_000;

    private static FlacBuilder Builder(int total, byte[]? digest = null) => Add(new FlacBuilder(16_000, 1, 16) { TotalFrames = total, Digest = digest ?? new byte[16] });

    private static FlacBuilder Add(FlacBuilder builder)
    {
        for (var block = 0; block < Blocks; block++)
        {
            var first = block * BlockSize;
            builder.Frame(BlockSize, 0, w => FlacBuilder.Verbatim(w, [.. Enumerable.Range(first, BlockSize).Select(Sample)], 16), number: block);
        }

        return builder;
    }
}
