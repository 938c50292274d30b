using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Dsp;

public sealed class StreamingResamplerTests
{
    /// <summary>Rates of one step and of several, with exact taps and with taps between rows, up and down, and extreme ones.</summary>
    public static TheoryData<int, int, ResamplerQuality> Rates
    {
        get
        {
            var rates = new TheoryData<int, int, ResamplerQuality>();
            foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(48_000, 16_000), (44_100, 16_000), (8_000, 16_000), (11_025, 16_000), (44_101, 16_000), (16_000, 16_001), (16_000, 44_099), (192_000, 8_000), (768_000, 7_919), (16_000, 16_000)])
            {
                rates.Add(from, to, ResamplerQuality.High);
                rates.Add(from, to, ResamplerQuality.Reference);
            }

            return rates;
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Write_BlocksOfAnySize_JoinToTheOfflineAnswer(int from, int to, ResamplerQuality quality)
    {
        var resampler = new Resampler(from, to, quality);
        var stream = new StreamingResampler(resampler);
        var random = new Random(from);
        for (var round = 0; round < 3; round++)
        {
            float[] input = [.. Enumerable.Range(0, random.Next(1, 60_000)).Select(_ => (float)((random.NextDouble() * 2) - 1))];
            var expected = new float[resampler.OutputLength(input.Length)];
            resampler.Resample(input, expected);

            var found = Stream(stream, input, random);

            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Write_EmptyBlocks_ChangeNothing()
    {
        var stream = new StreamingResampler(new Resampler(48_000, 16_000));

        Assert.Equal(0, stream.Write([], []));
        Assert.Equal(0, stream.RemainingLength);
        Assert.Equal(0, stream.Finish([]));
    }

    [Fact]
    public void Write_TooLittleRoom_TakesNothing()
    {
        var stream = new StreamingResampler(new Resampler(48_000, 16_000, ResamplerQuality.Reference));
        var needed = stream.OutputLength(4_800);

        var error = Assert.Throws<ArgumentException>(() => stream.Write(new float[4_800], new float[needed - 1]));

        Assert.Contains($"There is room for {needed - 1} samples; {needed} are needed.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.RemainingLength);
        Assert.Equal(needed, stream.Write(new float[4_800], new float[needed]));
        Assert.Throws<ArgumentException>(() => stream.Finish(new float[1_600 - needed - 1]));
        Assert.Equal(1_600 - needed, stream.Finish(new float[1_600 - needed]));
    }

    [Fact]
    public void Reset_InTheMiddle_ForgetsWhatWasWritten()
    {
        var resampler = new Resampler(44_100, 16_000);
        var stream = new StreamingResampler(resampler);
        float[] input = [.. Enumerable.Range(0, 10_000).Select(i => MathF.Sin(i * 0.01f))];
        stream.Write(input, new float[10_000]);

        stream.Reset();

        var expected = new float[resampler.OutputLength(input.Length)];
        resampler.Resample(input, expected);
        Assert.Equal(expected, Stream(stream, input, new Random(1)));
    }

    private static float[] Stream(StreamingResampler stream, float[] input, Random random)
    {
        var output = new List<float>();
        for (var start = 0; start < input.Length;)
        {
            // Small and large ones, so that blocks end everywhere in what the steps hold.
            var length = Math.Min(input.Length - start, random.Next(3) == 0 ? random.Next(20_000) : random.Next(500));
            var block = new float[stream.OutputLength(length)];
            Assert.Equal(block.Length, stream.Write(input.AsSpan(start, length), block));
            output.AddRange(block);
            start += length;
        }

        var rest = new float[stream.RemainingLength];
        Assert.Equal(rest.Length, stream.Finish(rest));
        return [.. output, .. rest];
    }
}
