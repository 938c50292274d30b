using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Audio.Decoding;
using EmotionAI.Tests.Audio.Decoding.Malformed;

namespace EmotionAI.Tests.Audio.Decoding.Parity;

/// <summary>Blocks in a row are what decoding at once gives, and what cannot be decoded is the same error.</summary>
public sealed class BlockParityTests
{
    private const int Cases = 86;
    private const int Mutations = 400;
    private const int Seed = 20_261_130;

    private static readonly int[] BlockSizes = [1, 7, 1_000, 1_000_000];

    public static TheoryData<string> Golden
    {
        get
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "manifest.json")));
            return [.. manifest.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("file").GetString()!)];
        }
    }

    public static TheoryData<string, byte[]> Small
    {
        get
        {
            var data = new TheoryData<string, byte[]> { { "wav of two blocks", WavBuilder.Simple(6_400) }, { "empty wav", WavBuilder.Simple(0) }, { "wav of 64 channels", WavBuilder.Simple(50, 64, 24, 48_000) } };
            foreach (var row in PlainContainerTests.Intact.Concat(PlainContainerTests.Rejections))
            {
                data.Add((string)row[0], (byte[])row[1]);
            }

            return data;
        }
    }

    [Fact]
    public void Manifest_Cases_AreAllCovered() => Assert.Equal(Cases, Golden.Count);

    [Theory]
    [MemberData(nameof(Golden))]
    public void DecodeBlocks_Golden_IsWhatDecodeGives(string file)
    {
        var bytes = File.ReadAllBytes(Goldens.Path(["golden", "audio", .. file.Split('/')]));

        AssertEqual(bytes, file);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public async Task DecodeBlocksAsync_GoldenFileAndPipe_AreWhatDecodeGives(string file)
    {
        var path = Goldens.Path(["golden", "audio", .. file.Split('/')]);
        var bytes = await File.ReadAllBytesAsync(path);
        if (Record.Exception(() => AudioDecoder.Decode(path)) is { } error)
        {
            var found = await Assert.ThrowsAsync<EmotionAIException>(() => BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(path)));
            Assert.Equal(error.Message, found.Message);
            return;
        }

        var blocks = await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(path));

        BlockJoin.Equal(AudioDecoder.Decode(path), BlockJoin.Join(blocks), file);
        Assert.All(blocks.Take(blocks.Count - 1), block => Assert.Equal(block.SampleRate / 5, block.FrameCount));
        Assert.InRange(blocks[^1].FrameCount, 0, blocks[^1].SampleRate / 5);
        BlockJoin.Equal(AudioDecoder.Decode(new TrickleStream(bytes, 977)), BlockJoin.Join(await BlockJoin.ListAsync(AudioDecoder.DecodeBlocksAsync(new TrickleStream(bytes, 977)))), file);
    }

    [Theory]
    [MemberData(nameof(Small), DisableDiscoveryEnumeration = true)]
    public void DecodeBlocks_SmallFile_IsWhatDecodeGives(string name, byte[] data) => AssertEqual(data, name);

    [Theory]
    [MemberData(nameof(DamagedFileTests.Files), MemberType = typeof(DamagedFileTests), DisableDiscoveryEnumeration = true)]
    public void DecodeBlocks_Mutant_IsWhatDecodeGives(string name, byte[] data)
    {
        var random = new Random(Seed);
        var clips = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = DamagedFileTests.Mutate(data, random);
            clips += IsClip(mutant, BlockSizes[i % BlockSizes.Length], $"{name}, seed {Seed}, mutation {i}") ? 1 : 0;
        }

        // Both ways are gone, else the mutants test nothing.
        Assert.InRange(clips, Mutations / 50, Mutations - 1);
    }

    [Fact]
    public void DecodeBlocks_HostileFiles_DoWhatDecodeDoes()
    {
        var files = Goldens.AllFiles("*", "hostile").ToList();

        Assert.InRange(files.Count, 50, int.MaxValue);
        foreach (var file in files)
        {
            IsClip(File.ReadAllBytes(Goldens.Path(file.Split('/'))), 1_000, file);
        }
    }

    /// <summary>The frames before the damage come, then the error.</summary>
    [Fact]
    public void DecodeBlocks_DamageInTheMiddle_GivesAllThatIsBefore()
    {
        var builder = new FlacBuilder(16_000, 1, 16);
        for (var i = 0; i < 10; i++)
        {
            builder.Frame(100, 0, w => FlacBuilder.Constant(w, i, 16), wrongFrameSum: i == 8);
        }

        List<AudioClip> blocks = [];
        var error = Assert.Throws<EmotionAIException>(() => Decode(new MemoryStream(builder.Build()), 150, blocks.Add));

        Assert.Contains("CRC-16", error.Message, StringComparison.Ordinal);
        Assert.Equal([150, 150, 150, 150, 150, 50], blocks.Select(block => block.FrameCount));
        Assert.Equal(Enumerable.Range(0, 800).Select(i => i / 100 / 32_768f), BlockJoin.Join(blocks).Samples.ToArray());
    }

    private static void AssertEqual(byte[] bytes, string name) => Assert.All(BlockSizes, size => IsClip(bytes, size, $"{name}, blocks of {size}"));

    private static bool IsClip(byte[] bytes, int size, string name)
    {
        var ofPipe = BlockJoin.Equal(() => AudioDecoder.Decode(new TrickleStream(bytes, 977)), accept => Decode(new TrickleStream(bytes, 977), size, accept), $"{name}, pipe");
        var ofFile = BlockJoin.Equal(() => AudioDecoder.Decode(new MemoryStream(bytes)), accept => Decode(new MemoryStream(bytes), size, accept), name);
        return ofFile || ofPipe;
    }

    private static void Decode(Stream stream, int size, Action<AudioClip> accept) => AudioBlocks.Decode(new AudioSource(stream, null), EmotionLimits.Default, new SampleBlocks(accept, size));
}
