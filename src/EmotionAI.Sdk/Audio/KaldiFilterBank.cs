using EmotionAI.Audio.Features;

namespace EmotionAI.Audio;

/// <summary>Computes the log-mel energies that Kaldi's models read, as natural logarithms: <c>kaldi_native_fbank</c> and <c>torchaudio.compliance.kaldi.fbank</c> at 16 kHz with their defaults, without dither.</summary>
/// <remarks>Safe for concurrent use. Nothing is allocated by a call once the instance holds scratch for as many calls as run at once.</remarks>
/// <example><code>
/// var bank = new KaldiFilterBank(melBands: 80);
/// var features = new float[bank.FrameCount(samples.Length) * bank.MelBands];
/// bank.Compute(samples, features);
/// </code></example>
public sealed class KaldiFilterBank
{
    private readonly KaldiFbank _fbank;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <param name="melBands">The number of mel bands (<c>num_mel_bins</c>).</param>
    /// <param name="inputScale">The factor that brings samples of full scale 1 to the scale a model was trained with: 32,768 for the integers that Kaldi reads, 1 for torchaudio's samples as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">So many bands cannot be computed, or the factor is not a positive number.</exception>
    public KaldiFilterBank(int melBands = 80, float inputScale = 32_768)
    {
        if (!(inputScale > 0 && float.IsFinite(inputScale)))
        {
            throw new ArgumentOutOfRangeException(nameof(inputScale), Invariant($"The factor is {inputScale}; a positive number is allowed."));
        }

        _fbank = new KaldiFbank(new KaldiFbankOptions { MelBands = melBands, InputScale = inputScale });
    }

    /// <summary>Gets the sample rate, in Hz.</summary>
    public int SampleRate => _fbank.SampleRate;

    /// <summary>Gets the number of mel bands.</summary>
    public int MelBands => _fbank.FeatureSize;

    /// <summary>Gives the number of frames, one each 10 ms: only whole ones of 25 ms (<c>snip_edges</c>).</summary>
    /// <param name="sampleCount">The number of samples.</param>
    /// <returns>The number of frames; 0 of fewer than 400 samples.</returns>
    public int FrameCount(int sampleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleCount);
        return _fbank.FrameCount(sampleCount);
    }

    /// <summary>Computes the energies.</summary>
    /// <param name="samples">The samples at <see cref="SampleRate"/>, mono, finite, full scale 1.</param>
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
