using System.Globalization;

namespace EmotionAI.Audio.Features;

/// <summary>Sets up a <see cref="SpeechBrainFbank"/>; the defaults are those of <c>speechbrain.lobes.features.Fbank</c>.</summary>
internal sealed record SpeechBrainFbankOptions
{
    public int SampleRate { get; init; } = 16_000;

    public int FftSize { get; init; } = 400;

    public int MelBands { get; init; } = 40;

    public double MinimumFrequency { get; init; }

    public double MaximumFrequency { get; init; } = 8_000;

    public double WindowMilliseconds { get; init; } = 25;

    public double HopMilliseconds { get; init; } = 10;

    /// <summary>Gets <c>triangular</c>, <c>rectangular</c> or <c>gaussian</c>.</summary>
    public string FilterShape { get; init; } = "triangular";

    public bool Deltas { get; init; }

    public bool Context { get; init; }

    public int LeftFrames { get; init; } = 5;

    public int RightFrames { get; init; } = 5;

    public int WindowLength => Samples(WindowMilliseconds);

    public int HopLength => Samples(HopMilliseconds);

    /// <summary>Lists what cannot be computed: the argument of <c>Fbank</c>, what it is, what is allowed.</summary>
    public IEnumerable<(string Argument, string Found, string Allowed)> Faults()
    {
        if (!FeatureBounds.IsFftSize(FftSize))
        {
            yield return ("n_fft", Invariant($"{FftSize}"), FeatureBounds.FftSizeAllowed);
        }

        if (WindowLength < 1 || WindowLength > FftSize)
        {
            yield return ("win_length", Describe(WindowMilliseconds, WindowLength), Invariant($"1 to {FftSize} samples, which is n_fft"));
        }

        if (HopLength is < 1 or > FeatureBounds.HopLength)
        {
            yield return ("hop_length", Describe(HopMilliseconds, HopLength), $"1 to {FeatureBounds.HopLength} samples");
        }

        if (MelBands < 1 || FeatureBounds.MelWeightsOf(MelBands, FftSize) > FeatureBounds.MelWeights)
        {
            yield return ("n_mels", Invariant($"{MelBands} bands × {(FftSize / 2) + 1} bins"), $"1 to {FeatureBounds.MelWeights} weights, bands × bins (n_fft / 2 + 1)");
        }
        else if (!MelBank.HasWideBands(this))
        {
            yield return ("f_max", string.Create(CultureInfo.InvariantCulture, $"{MelBands} bands from {MinimumFrequency} Hz to {MaximumFrequency} Hz"), "frequencies so far apart that no band is empty in float32");
        }
    }

    private string Describe(double milliseconds, int samples) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms, which is {samples} samples at {SampleRate} Hz");

    private int Samples(double milliseconds) => (int)Math.Round(SampleRate / 1000.0 * milliseconds, MidpointRounding.ToEven);
}
