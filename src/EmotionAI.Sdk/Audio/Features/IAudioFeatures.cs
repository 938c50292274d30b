namespace EmotionAI.Audio.Features;

/// <summary>Turns mono samples into what a speech model reads. Implementations are safe for concurrent use.</summary>
internal interface IAudioFeatures
{
    /// <summary>Gets the sample rate, in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Gets the two dimensions after the batch, for a clip of so many samples.</summary>
    (int Second, int Third) Shape(int sampleCount);

    /// <summary>Computes the features, row-major in the shape given by <see cref="Shape"/>.</summary>
    void Compute(ReadOnlySpan<float> samples, Span<float> features);
}
