using EmotionAI.Audio;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Tests.Audio.Dsp;

public sealed class AudioFrontEndTests
{
    private readonly AudioFrontEnd _frontEnd = new();

    [Fact]
    public void Prepare_RateAboveAllResamplers_IsRefusedWithTheBound()
    {
        var error = Assert.Throws<EmotionAIException>(() => new AudioFrontEnd().Prepare(new AudioClip(new float[100], 1_000_000), 16_000));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
        Assert.Contains("1000000 Hz; 1 to 768000 Hz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_MonoAtTheRate_IsNotCopied()
    {
        float[] samples = [1, 2, 3];

        using var mono = _frontEnd.Prepare(new AudioClip(samples, 16_000), 16_000);

        Assert.True(mono.Samples.Overlaps(samples));
        Assert.Equal(3, mono.Samples.Length);
    }

    [Fact]
    public void Prepare_ChannelsAtTheRate_AreAveraged()
    {
        using var mono = _frontEnd.Prepare(new AudioClip(new float[] { 1, 2, 6, 4, 4, 7 }, 16_000, 3), 16_000);

        Assert.Equal([3, 5], mono.Samples.ToArray());
    }

    [Fact]
    public void Prepare_ChannelsAtAnotherRate_AreResampledAndThenAveraged()
    {
        var random = new Random(1);
        float[] left = [.. Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble())];
        float[] right = [.. Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble())];
        var resampler = new Resampler(44_100, 16_000, ResamplerQuality.Reference);
        var (expectedLeft, expectedRight) = (new float[resampler.OutputLength(500)], new float[resampler.OutputLength(500)]);
        resampler.Resample(left, expectedLeft);
        resampler.Resample(right, expectedRight);

        using var mono = _frontEnd.Prepare(new AudioClip(left.Zip(right, (l, r) => new[] { l, r }).SelectMany(frame => frame).ToArray(), 44_100, 2), 16_000);

        Assert.Equal(expectedLeft.Zip(expectedRight, (l, r) => (l + r) / 2), mono.Samples.ToArray());
    }

    [Fact]
    public void Prepare_ManyRatesAtOnce_EachIsRight()
    {
        float[] ones = [.. Enumerable.Repeat(1f, 2_000)];
        Parallel.For(0, 200, i =>
        {
            var rate = 8_000 + (50 * (i % 40));
            using var mono = _frontEnd.Prepare(new AudioClip(ones, rate), 16_000);
            Assert.Equal(new Resampler(rate, 16_000).OutputLength(2_000), mono.Samples.Length);
            Assert.Equal(1f, mono.Samples[mono.Samples.Length / 2], 1e-2f);
        });
    }
}
