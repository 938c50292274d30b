namespace EmotionAI.Audio.Features;

/// <summary>Turns mono samples into what a speech model reads. Implementations are safe for concurrent use.</summary>
internal interface IAudioFeatures
{
    /// <summary>Gets the sample rate, in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Gets the two dimensions after the batch, for a clip of so many samples.</summary>
    (int Second, int Third) Shape(int sampleCount);

    /// <summary>Computes the features, row-major in the shape given by <see cref="Shape"/>.</summary>
    /// <param name="samples">The samples; the caller has made sure that they are finite, for features of NaN or infinity mean nothing.</param>
    /// <param name="features">Receives the features.</param>
    void Compute(ReadOnlySpan<float> samples, Span<float> features);
}
