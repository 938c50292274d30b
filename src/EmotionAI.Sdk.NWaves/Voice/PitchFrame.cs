namespace EmotionAI.Audio.Voice;

/// <summary>Holds the pitch at one time.</summary>
/// <param name="Frequency">The pitch, in Hz; 0 where there is none.</param>
/// <param name="Strength">The normalised autocorrelation at the period, 0 to 1.</param>
internal readonly record struct PitchFrame(double Frequency, double Strength)
{
    public bool IsVoiced => Frequency > 0;
}
