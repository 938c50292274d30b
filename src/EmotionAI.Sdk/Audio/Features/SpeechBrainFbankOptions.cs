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

    private int Samples(double milliseconds) => (int)Math.Round(SampleRate / 1000.0 * milliseconds, MidpointRounding.ToEven);
}
