using System.Numerics;

namespace EmotionAI.Audio.Features;

/// <summary>Sets up a <see cref="KaldiFbank"/>; the defaults are those of <c>torchaudio.compliance.kaldi.fbank</c>, without dither.</summary>
internal sealed record KaldiFbankOptions
{
    public int SampleRate { get; init; } = 16_000;

    public double WindowMilliseconds { get; init; } = 25;

    public double HopMilliseconds { get; init; } = 10;

    public int MelBands { get; init; } = 23;

    public double LowFrequency { get; init; } = 20;

    /// <summary>Gets the highest frequency, in Hz; 0 or less counts from half the sample rate.</summary>
    public double HighFrequency { get; init; }

    /// <summary>Gets <c>povey</c>, <c>hanning</c>, <c>hamming</c>, <c>blackman</c> or <c>rectangular</c>.</summary>
    public string Window { get; init; } = "povey";

    public float Preemphasis { get; init; } = 0.97f;

    public bool RemovesMean { get; init; } = true;

    /// <summary>Gets whether only whole frames are taken; else the ends are reflected and frames are centred in their hops.</summary>
    public bool SnipEdges { get; init; } = true;

    public bool UsesPower { get; init; } = true;

    public KaldiEnergy Energy { get; init; }

    /// <summary>Gets the least energy; 0 for none but that of the logarithm.</summary>
    public double EnergyFloor { get; init; } = 1;

    /// <summary>Gets the factor that samples of full scale 1 are brought to the reference's scale with.</summary>
    public float InputScale { get; init; } = 1;

    public int WindowLength => Samples(WindowMilliseconds);

    public int HopLength => Samples(HopMilliseconds);

    public int FftSize => (int)BitOperations.RoundUpToPowerOf2((uint)WindowLength);

    /// <summary>Gets the highest frequency, in Hz.</summary>
    public double TopFrequency => HighFrequency > 0 ? HighFrequency : (SampleRate / 2.0) + HighFrequency;

    /// <summary>Refuses what cannot be computed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRate, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowLength, 2, nameof(WindowMilliseconds));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WindowLength, FeatureBounds.FftSize, nameof(WindowMilliseconds));
        ArgumentOutOfRangeException.ThrowIfLessThan(HopLength, 1, nameof(HopMilliseconds));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HopLength, FeatureBounds.HopLength, nameof(HopMilliseconds));
        ArgumentOutOfRangeException.ThrowIfLessThan(MelBands, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FeatureBounds.MelWeightsOf(MelBands, FftSize), FeatureBounds.MelWeights, nameof(MelBands));
        if (!(LowFrequency >= 0 && LowFrequency < TopFrequency && TopFrequency <= SampleRate / 2.0))
        {
            throw new ArgumentOutOfRangeException(nameof(HighFrequency), Invariant($"{LowFrequency} Hz to {TopFrequency} Hz; 0 to {SampleRate / 2.0} Hz are allowed, the lower one first."));
        }
    }

    // As the reference: cut off, not rounded.
    private int Samples(double milliseconds) => (int)(SampleRate * milliseconds * 0.001);
}
