using EmotionAI.Audio;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Tests.Audio.Dsp.Allocations;

public sealed class ResamplerAllocationTests
{
    [Theory]
    [InlineData(48_000, ResamplerQuality.High)]
    [InlineData(48_000, ResamplerQuality.Reference)]
    [InlineData(44_101, ResamplerQuality.High)]
    [InlineData(44_101, ResamplerQuality.Reference)]
    public void Resample_SteadyState_AllocatesNothing(int from, ResamplerQuality quality)
    {
        var resampler = new Resampler(from, 16_000, quality);
        var (input, output) = (new float[4_000], new float[resampler.OutputLength(4_000)]);

        Assert.Equal(0, Allocated.Settled(() => resampler.Resample(input, output)));
    }

    [Theory]
    [InlineData(48_000, ResamplerQuality.High)]
    [InlineData(44_101, ResamplerQuality.High)]
    [InlineData(44_100, ResamplerQuality.Reference)]
    public void Write_SteadyState_AllocatesNothing(int from, ResamplerQuality quality)
    {
        var stream = new StreamingResampler(new Resampler(from, 16_000, quality));
        var (input, output) = (new float[480], new float[16_000]);

        Assert.Equal(0, Allocated.Settled(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                stream.Write(input, output);
            }

            stream.Finish(output);
        }));
    }

    [Fact]
    public void Prepare_SteadyState_AllocatesNothing()
    {
        var frontEnd = new AudioFrontEnd();
        var clip = new AudioClip(new float[8_000], 44_100, 2);
        for (var i = 0; i < 100; i++)
        {
            frontEnd.Prepare(clip, 16_000).Dispose();
        }

        Assert.Equal(0, Allocated.Settled(() => frontEnd.Prepare(clip, 16_000).Dispose()));
    }
}
