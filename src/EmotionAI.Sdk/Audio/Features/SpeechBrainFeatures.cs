namespace EmotionAI.Audio.Features;

/// <summary>Computes what a SpeechBrain model reads: filter bank energies, normalized; <c>[frames, features]</c>.</summary>
internal sealed class SpeechBrainFeatures(SpeechBrainFbank fbank, InputNormalization? normalization) : IAudioFeatures
{
    public int SampleRate => fbank.SampleRate;

    public (int Second, int Third) Shape(int sampleCount) => (fbank.FrameCount(sampleCount), fbank.FeatureSize);

    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        fbank.Compute(samples, features);
        normalization?.Apply(features, fbank.FeatureSize);
    }
}
