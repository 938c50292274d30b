using System.Buffers.Binary;
using EmotionAI.Audio;
using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Matroska;
using EmotionAI.Audio.Mpeg;
using EmotionAI.Audio.Ogg;
using EmotionAI.Audio.Reading;
using EmotionAI.Tests.Audio.Decoding;
using EmotionAI.Tests.Codecs.Making;
using EmotionAI.Tests.Codecs.Malformed;

namespace EmotionAI.Tests.Codecs.Parity;

/// <summary>Blocks in a row are what decoding at once gives, of compressed recordings too, whose end tells what was left out.</summary>
public sealed class CodecBlockTests
{
    private const int Mutations = 150;

    private static readonly int[] BlockSizes = [1, 7, 1_000, 1_000_000];

    [Theory]
    [MemberData(nameof(CodecGoldenTests.Compressed), MemberType = typeof(CodecGoldenTests))]
    public async Task DecodeBlocksAsync_GoldenFileAndPipe_AreWhatDecodeGives(string file, string expected, int sampleRate, int channels, int frames, double tolerance)
    {
        _ = (expected, tolerance);
        var path = Goldens.Path(["golden", "audio", .. file.Split('/')]);
        var whole = AudioDecoder.Decode(path, AudioCodecs.All);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(path, AudioCodecs.All));
        var ofPipe = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new TrickleStream(await File.ReadAllBytesAsync(path), 977), AudioCodecs.All));

        Assert.Equal((sampleRate, channels, frames), (blocks[0].SampleRate, blocks[0].Channels, blocks.Sum(block => block.FrameCount)));
        BlockJoin.Equal(whole, BlockJoin.Join(blocks), file);
        BlockJoin.Equal(whole, BlockJoin.Join(ofPipe), file);
        Assert.All(blocks.Take(blocks.Count - 1), block => Assert.Equal(sampleRate / 5, block.FrameCount));
    }

    [Theory]
    [MemberData(nameof(MutantTests.Codecs), MemberType = typeof(MutantTests))]
    public void DecodeBlocks_AnyBlockSize_IsWhatDecodeGives(string codec)
    {
        var good = MutantTests.Good(codec);

        Assert.All(BlockSizes, size => Assert.True(IsClip(codec, good, size, $"{codec}, blocks of {size}")));
    }

    [Theory]
    [MemberData(nameof(MutantTests.Codecs), MemberType = typeof(MutantTests))]
    public void DecodeBlocks_Mutant_IsWhatDecodeGives(string codec)
    {
        var good = MutantTests.Good(codec);
        var random = new Random(3);
        var clips = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = MutantTests.Mutate(good, random, codec);
            clips += IsClip(codec, mutant, BlockSizes[1 + (i % 3)], $"{codec}, seed 3, mutant {i}") ? 1 : 0;
        }

        Assert.InRange(clips, 1, Mutations - 1);
    }

    /// <summary>What the encoder put behind the sound is cut where all that is before was handed on.</summary>
    [Fact]
    public async Task DecodeBlocksAsync_LongMp3WithDelayAndPadding_IsWhatDecodeGives()
    {
        const int Times = 10;
        var golden = await File.ReadAllBytesAsync(Goldens.Path("golden", "audio", "decode", "mp3", "mono_16k_cbr48.mp3"));
        var tag = golden.AsSpan().IndexOf("Info"u8);
        var header = MpegHeader.Read(golden)!.Value;
        var count = BinaryPrimitives.ReadInt32BigEndian(golden.AsSpan(tag + 8));
        BinaryPrimitives.WriteInt32BigEndian(golden.AsSpan(tag + 8), Times * count);
        byte[] file = [.. golden[..header.FrameBytes], .. Enumerable.Repeat(golden[header.FrameBytes..], Times).SelectMany(part => part)];
        var whole = AudioDecoder.Decode(new MemoryStream(file), AudioCodecs.All);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new MemoryStream(file), AudioCodecs.All));

        BlockJoin.Equal(whole, BlockJoin.Join(blocks), "long mp3");
        Assert.Equal(8_000 + ((Times - 1) * count * header.Samples), whole.FrameCount);
    }

    /// <summary>Pages cut at both ends, chains, gaps: whatever is settled at the end of a page only.</summary>
    [Fact]
    public async Task DecodeBlocksAsync_ChainCutAtBothEnds_IsWhatDecodeGives()
    {
        var maker = new OpusMaker(2, 150_000);
        var writer = new OggWriter();
        maker.WriteTo(writer, packetsOfPage: 40, begin: 1_000_000);
        maker.WriteTo(writer, packetsOfPage: 3, serial: 7);
        var file = writer.ToArray();
        var whole = AudioDecoder.Decode(new MemoryStream(file), AudioCodecs.All);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new MemoryStream(file), AudioCodecs.All));

        Assert.Equal(2 * 150_000, whole.FrameCount);
        BlockJoin.Equal(whole, BlockJoin.Join(blocks), "chain");
    }

    /// <summary>A last position far before the end cuts what is not settled, and no recording away.</summary>
    [Fact]
    public async Task DecodeBlocksAsync_LastPositionFarBack_CutsASecondBeforeThePageAtMost()
    {
        const int Rate = 48_000;
        var maker = new OpusMaker(1, 4 * Rate);
        var writer = new OggWriter().Page(0, 2, 1, maker.Head()).Page(0, 0, 1, [.. "OpusTags"u8, .. new byte[8]]);
        var half = maker.Packets.Length / 2;
        writer.Page(half * maker.PacketLength, 0, 1, maker.Packets[..half]).Page(OpusMaker.PreSkip + 10, 4, 1, maker.Packets[half..]);
        var file = writer.ToArray();
        var whole = AudioDecoder.Decode(new MemoryStream(file), AudioCodecs.All);

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new MemoryStream(file), AudioCodecs.All));

        Assert.Equal((half * maker.PacketLength) - OpusMaker.PreSkip - Rate, whole.FrameCount);
        BlockJoin.Equal(whole, BlockJoin.Join(blocks), "far back");
    }

    [Fact]
    public async Task DecodeBlocksAsync_MoreThanOnePartInFourDamaged_IsTheErrorOfDecodeBehindTheBlocks()
    {
        var maker = new OpusMaker(1, 300_000);
        var packets = maker.Packets.Select((packet, i) => i > 200 ? [3, 0xFF, .. packet] : packet).ToArray();
        var writer = new OggWriter().Page(0, 2, 1, maker.Head()).Page(0, 0, 1, [.. "OpusTags"u8, .. new byte[8]]);
        foreach (var (page, i) in packets.Chunk(10).Select((page, i) => (page, i)))
        {
            writer.Page((i + 1) * 10 * maker.PacketLength, 0, 1, page);
        }

        var file = writer.ToArray();
        var expected = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new MemoryStream(file), AudioCodecs.All));
        List<AudioClip> blocks = [];

        var exception = await Assert.ThrowsAsync<EmotionAIException>(async () =>
        {
            await foreach (var block in AudioDecoder.DecodeBlocksAsync(new MemoryStream(file), AudioCodecs.All))
            {
                blocks.Add(block);
            }
        });

        Assert.Equal(expected.Message, exception.Message);
        Assert.Contains("parts cannot be decoded", exception.Message, StringComparison.Ordinal);
        Assert.True(blocks.Sum(block => block.FrameCount) > 190 * maker.PacketLength);
    }

    [Fact]
    public void DecodeBlocks_WhatTheTakerThrows_IsNoFaultOfTheFile()
    {
        using var stream = File.OpenRead(Goldens.Path("golden", "audio", "decode", "mp3", "mono_44k_no_tag.mp3"));

        Assert.Throws<InvalidDataException>(() => AudioCodecs.All[2].DecodeBlocks(stream, EmotionLimits.Default, _ => throw new InvalidDataException(), CancellationToken.None));
    }

    private static bool IsClip(string codec, byte[] bytes, int size, string name) => BlockJoin.Equal(() => DecodeAtOnce(codec, bytes), accept => DecodeBlocks(codec, bytes, size, accept), name);

    private static AudioClip DecodeAtOnce(string codec, byte[] bytes)
    {
        var source = new ByteSource(new MemoryStream(bytes), CancellationToken.None);
        var clip = new ClipBuilder(source, EmotionLimits.Default, null);
        Decode(codec, source, clip);
        return clip.ToClip(codec);
    }

    private static void DecodeBlocks(string codec, byte[] bytes, int size, Action<AudioClip> accept)
    {
        var source = new ByteSource(new MemoryStream(bytes), CancellationToken.None);
        var clip = new ClipBuilder(source, EmotionLimits.Default, null, new SampleBlocks(accept, size));
        Decode(codec, source, clip);
        clip.Complete(codec);
    }

    private static void Decode(string codec, ByteSource source, ClipBuilder clip)
    {
        try
        {
            CodecOf(codec).Decode(source, clip);
        }
        catch (Exception e) when (e is not (EmotionAIException or Xunit.Sdk.XunitException))
        {
            throw source.Origin.Invalid(e.Message, source.Position);
        }
    }

    private static ICodec CodecOf(string codec) => codec switch
    {
        "mp3" => new MpegCodec(),
        "webm" => new MatroskaCodec(),
        _ => new OggCodec(),
    };
}
