namespace EmotionAI.Training.Features;

/// <summary>Says which altered copies of each recording a model learns from beside the recording itself, so that it hears the emotion and not the microphone.</summary>
/// <remarks>Each copy takes one value of each list, drawn by the seed, the recording and the number of the copy alone.</remarks>
public sealed class SpeechAugmentation
{
    /// <summary>Gets or sets the number of copies of each recording, 1 or more.</summary>
    /// <value>The default value is 2.</value>
    public int Copies { get; set; } = 2;

    /// <summary>Gets or sets the speeds, with the pitch that goes with them, from 0.5 to 2; 1 is unchanged.</summary>
    /// <value>The default value is 0.9, 1, 1.1.</value>
    public IReadOnlyList<double> Speeds { get; set => field = Frozen.Copy(value); } = [0.9, 1, 1.1];

    /// <summary>Gets or sets the signal-to-noise ratios of white noise, in dB; positive infinity is none.</summary>
    /// <value>The default value is infinity, 30, 20.</value>
    public IReadOnlyList<double> SignalToNoise { get; set => field = Frozen.Copy(value); } = [double.PositiveInfinity, 30, 20];

    /// <summary>Gets or sets the changes of level, in dB.</summary>
    /// <value>The default value is −6, 0, 6.</value>
    public IReadOnlyList<double> Gains { get; set => field = Frozen.Copy(value); } = [-6, 0, 6];

    /// <summary>Gets or sets the sample rates to whose band the sound is limited, in Hz, such as 8,000 for a telephone; 0 is none.</summary>
    /// <value>The default value is 0, 0, 8,000.</value>
    public IReadOnlyList<int> BandLimits { get; set => field = Frozen.Copy(value); } = [0, 0, 8_000];

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Copies, 1);
        Require(Speeds, static speed => speed is >= 0.5 and <= 2, nameof(Speeds), "0.5 to 2");
        Require(SignalToNoise, static ratio => ratio >= -20, nameof(SignalToNoise), "-20 dB or more");
        Require(Gains, static gain => gain is >= -60 and <= 60, nameof(Gains), "-60 to 60 dB");
        Require(BandLimits, static rate => rate is 0 or >= 1_000, nameof(BandLimits), "0, or 1,000 Hz or more");
    }

    internal string Describe() => Invariant($"{Copies};{string.Join(',', Speeds.Select(Text))};{string.Join(',', SignalToNoise.Select(Text))};{string.Join(',', Gains.Select(Text))};{string.Join(',', BandLimits.Select(rate => Invariant($"{rate}")))}");

    private static string Text(double value) => Invariant($"{value:R}");

    private static void Require<T>(IReadOnlyList<T> values, Func<T, bool> isAllowed, string name, string allowed)
    {
        if (values.Count == 0 || !values.All(isAllowed))
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {(values.Count == 0 ? "empty" : string.Join(", ", values))}; one or more values of {allowed} are allowed.");
        }
    }
}
