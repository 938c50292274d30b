using EmotionAI.Audio;
using EmotionAI.Audio.Features;

namespace EmotionAI.Tests.Audio.Features.Allocations;

public sealed class FeatureAllocationTests
{
    [Fact]
    public void Compute_LogMelSpectrogram_AllocatesNothing()
    {
        var spectrogram = new LogMelSpectrogram(new LogMelOptions { ChunkLength = 32_000 });
        var (samples, features) = (new float[20_000], new float[spectrogram.MelBands * spectrogram.Frames]);

        Assert.Equal(0, Allocated.Least(() => spectrogram.Compute(samples, features)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compute_SpeechBrainFeatures_AllocatesNothing(bool stacked)
    {
        var fbank = new SpeechBrainFbank(new SpeechBrainFbankOptions { Deltas = stacked, Context = stacked });
        var extractor = new SpeechBrainFeatures(fbank, InputNormalization.Sentence(divides: true, unbiased: true));
        var (samples, features) = (new float[20_000], new float[fbank.FrameCount(20_000) * fbank.FeatureSize]);

        Assert.Equal(0, Allocated.Least(() => extractor.Compute(samples, features)));
    }

    [Fact]
    public void Compute_WaveformNormalization_AllocatesNothing()
    {
        var normalization = new WaveformNormalization(16_000, WaveformNormalization.TransformersEpsilon);
        var (samples, features) = (new float[20_000], new float[20_000]);

        Assert.Equal(0, Allocated.Least(() => normalization.Compute(samples, features)));
    }
}
