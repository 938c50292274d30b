using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>An hour runs through in the memory of its last blocks. Alone: what other tests allocate is none of its memory.</summary>
[Collection(nameof(LongRecordingTests))]
[CollectionDefinition(nameof(LongRecordingTests), DisableParallelization = true)]
public sealed class LongRecordingTests
{
    private const int Rate = 16_000;
    private const int Seconds = 3_600;
    private const int FlacBlock = 4_096;
    private const long MostMemory = 4 << 20;

    [Fact]
    public async Task DecodeBlocksAsync_AnHourOfWav_RunsInConstantMemory()
    {
        var second = new byte[2 * Rate];
        new Random(1).NextBytes(second);
        var expected = AudioDecoder.Decode(WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", second)));
        var head = WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", [], (long)Seconds * second.Length));

        await AssertConstantAsync(new RepeatingStream(head, second, Seconds), expected.Samples, Seconds);
    }

    [Fact]
    public async Task DecodeBlocksAsync_AnHourOfFlac_RunsInConstantMemory()
    {
        var random = new Random(2);
        long[] samples = [.. Enumerable.Range(0, FlacBlock).Select(_ => (long)random.Next(-1_000, 1_000))];
        var file = new FlacBuilder(Rate, 1, 16).Frame(FlacBlock, 0, w => FlacBuilder.Verbatim(w, samples, 16)).Build();
        var expected = AudioDecoder.Decode(file);
        const int InfoBytes = 42;
        const int Frames = Seconds * Rate / FlacBlock;

        await AssertConstantAsync(new RepeatingStream(file[..InfoBytes], file[InfoBytes..], Frames), expected.Samples, Frames);
    }

    private static async Task AssertConstantAsync(Stream stream, ReadOnlyMemory<float> period, long times)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long frames = 0, blocks = 0;
        await foreach (var block in AudioDecoder.DecodeBlocksAsync(stream))
        {
            AssertPeriodic(block.Samples.Span, period.Span, frames);
            frames += block.FrameCount;
            if (++blocks % 3_000 == 0)
            {
                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
            }
        }

        Assert.Equal(times * period.Length, frames);
        Assert.InRange(blocks, frames / Rate * 5, (frames / Rate * 5) + 5);
    }

    private static void AssertPeriodic(ReadOnlySpan<float> samples, ReadOnlySpan<float> period, long at)
    {
        while (!samples.IsEmpty)
        {
            var expected = period[(int)(at % period.Length)..];
            var count = Math.Min(expected.Length, samples.Length);
            Assert.True(samples[..count].SequenceEqual(expected[..count]), $"differs behind sample {at}");
            samples = samples[count..];
            at += count;
        }
    }
}
