using System.Numerics.Tensors;

namespace EmotionAI.Audio.Features;

/// <summary>Gives a model the samples themselves, brought to mean 0 and variance 1 over the clip or as they are: <c>[1, samples]</c>.</summary>
/// <remarks>
/// Follows <c>Wav2Vec2FeatureExtractor.zero_mean_unit_var_norm</c> of transformers, and SpeechBrain's <c>layer_norm</c> with another epsilon.
/// The statistics are those of the clip alone, whatever it is batched with; a constant signal becomes 0.
/// </remarks>
/// <param name="sampleRate">The sample rate, in Hz.</param>
/// <param name="epsilon">What is added to the variance; null to leave the samples as they are.</param>
internal sealed class WaveformNormalization(int sampleRate, double? epsilon) : IAudioFeatures
{
    /// <summary>What transformers adds to the variance.</summary>
    public const double TransformersEpsilon = 1e-7;

    /// <summary>What the <c>layer_norm</c> of torch adds, which SpeechBrain takes.</summary>
    public const double SpeechBrainEpsilon = 1e-5;

    /// <summary>Sums of so many samples are exact enough in single precision; they are added in double.</summary>
    private const int BlockLength = 1 << 10;

    public int SampleRate => sampleRate;

    /// <summary>Gets what is added to the variance; null where the samples are left as they are.</summary>
    public double? Epsilon => epsilon;

    public (int Second, int Third) Shape(int sampleCount) => (1, sampleCount);

    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        features = features[..samples.Length];
        if (epsilon is not { } added)
        {
            samples.CopyTo(features);
            return;
        }

        if (samples.IsEmpty)
        {
            return;
        }

        var sum = 0.0;
        for (var start = 0; start < samples.Length; start += BlockLength)
        {
            sum += TensorPrimitives.Sum(Block(samples, start));
        }

        TensorPrimitives.Subtract(samples, (float)(sum / samples.Length), features);
        var squares = 0.0;
        for (var start = 0; start < samples.Length; start += BlockLength)
        {
            squares += TensorPrimitives.SumOfSquares(Block(features, start));
        }

        TensorPrimitives.Multiply(features, (float)(1 / Math.Sqrt((squares / samples.Length) + added)), features);
    }

    private static ReadOnlySpan<float> Block(ReadOnlySpan<float> samples, int start) => samples.Slice(start, Math.Min(BlockLength, samples.Length - start));
}
