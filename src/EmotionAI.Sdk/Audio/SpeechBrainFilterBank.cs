using EmotionAI.Audio.Features;

namespace EmotionAI.Audio;

/// <summary>Computes the log-mel energies that SpeechBrain's speech models read, in dB: <c>speechbrain.lobes.features.Fbank</c> at 16 kHz with its defaults, before any normalization.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class SpeechBrainFilterBank
{
    private readonly SpeechBrainFbank _fbank;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <param name="melBands">The number of mel bands (<c>n_mels</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">So many bands cannot be computed.</exception>
    public SpeechBrainFilterBank(int melBands = 80)
    {
        _fbank = new SpeechBrainFbank(new SpeechBrainFbankOptions { MelBands = melBands });
    }

    /// <summary>Gets the sample rate, in Hz.</summary>
    public int SampleRate => _fbank.SampleRate;

    /// <summary>Gets the number of mel bands.</summary>
    public int MelBands => _fbank.FeatureSize;

    /// <summary>Gives the number of frames, one each 10 ms.</summary>
    /// <param name="sampleCount">The number of samples.</param>
    /// <returns>The number of frames.</returns>
    public int FrameCount(int sampleCount) => _fbank.FrameCount(sampleCount);

    /// <summary>Computes the energies.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, mono, finite.</param>
    /// <param name="features">Receives <c>[frames, bands]</c>.</param>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> features)
    {
        var count = FrameCount(samples.Length) * MelBands;
        if (features.Length < count)
        {
            throw new ArgumentException(Invariant($"There is room for {features.Length} values; {count} are needed."), nameof(features));
        }

        _fbank.Compute(samples, features[..count]);
    }
}
