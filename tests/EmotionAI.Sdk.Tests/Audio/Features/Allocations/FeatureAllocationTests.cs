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

        Assert.Equal(0, Allocated.Settled(() => spectrogram.Compute(samples, features)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compute_SpeechBrainFeatures_AllocatesNothing(bool stacked)
    {
        var fbank = new SpeechBrainFbank(new SpeechBrainFbankOptions { Deltas = stacked, Context = stacked });
        var extractor = new SpeechBrainFeatures(fbank, InputNormalization.Sentence(divides: true, unbiased: true));
        var (samples, features) = (new float[20_000], new float[fbank.FrameCount(20_000) * fbank.FeatureSize]);

        Assert.Equal(0, Allocated.Settled(() => extractor.Compute(samples, features)));
    }

    [Theory]
    [InlineData("fbank")]
    [InlineData("mfcc")]
    [InlineData("ast")]
    [InlineData("seamless")]
    public void Compute_KaldiFeatures_AllocatesNothing(string extractor)
    {
        var (samples, features) = (new float[20_000], new float[1 << 18]);
        var fbank = new KaldiFbank(new KaldiFbankOptions { MelBands = 80, Energy = KaldiEnergy.First, SnipEdges = false });
        var mfcc = new KaldiMfcc(new KaldiFbank(new KaldiFbankOptions()));
        var (ast, seamless) = (new AstFeatures(new AstFeatureOptions()), new SeamlessFeatures());
        Action compute = extractor switch
        {
            "fbank" => () => fbank.Compute(samples, features),
            "mfcc" => () => mfcc.Compute(samples, features),
            "ast" => () => ast.Compute(samples, features),
            _ => () => seamless.Compute(samples, features),
        };

        Assert.Equal(0, Allocated.Settled(compute));
    }

    [Fact]
    public void Compute_WaveformNormalization_AllocatesNothing()
    {
        var normalization = new WaveformNormalization(16_000, WaveformNormalization.TransformersEpsilon);
        var (samples, features) = (new float[20_000], new float[20_000]);

        Assert.Equal(0, Allocated.Settled(() => normalization.Compute(samples, features)));
    }
}
