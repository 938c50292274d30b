namespace EmotionAI.Audio.Voice;

/// <summary>Holds the pitch at one time.</summary>
/// <param name="Frequency">The pitch, in Hz; 0 where there is none.</param>
/// <param name="Strength">The normalised autocorrelation at the period, 0 to 1.</param>
internal readonly record struct PitchFrame(double Frequency, double Strength)
{
    /// <summary>90 dB: a sampled sine is no better.</summary>
    private const double Purest = 1 - 1e-9;

    public bool IsVoiced => Frequency > 0;

    /// <summary>Gets the ratio of what repeats to what does not, in dB.</summary>
    public double HarmonicsToNoise
    {
        get
        {
            var strength = Math.Clamp(Strength, 1 - Purest, Purest);
            return 10 * Math.Log10(strength / (1 - strength));
        }
    }
}
