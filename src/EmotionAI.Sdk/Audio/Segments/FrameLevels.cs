namespace EmotionAI.Audio.Segments;

/// <summary>Measures frames of 10 ms: the level above 150 Hz, and what <see cref="AudioQuality"/> tells.</summary>
internal sealed class FrameLevels
{
    /// <summary>A step of 16-bit samples, as power: what is below has no level to speak of.</summary>
    private const double Floor = 1e-9;

    private readonly SpeechBand[] _bands;

    public FrameLevels(int sampleRate, int channels)
    {
        _bands = new SpeechBand[channels];
        Array.Fill(_bands, new SpeechBand(sampleRate));
    }

    /// <summary>Gets the level below which nothing is heard, in dB.</summary>
    public static float Lowest { get; } = LevelOf(Floor);

    /// <summary>Measures the next frame. The power is the mean of the channels', so that channels which cancel each other are heard.</summary>
    /// <param name="channels">The samples of each channel.</param>
    /// <param name="totals">What is told of the frame.</param>
    /// <returns>The level in dB; not-a-number for digital silence.</returns>
    public float Measure(ReadOnlySpan<ReadOnlyMemory<float>> channels, out SoundTotals totals)
    {
        totals = default;
        var (power, isSound) = (0.0, false);
        for (var i = 0; i < _bands.Length; i++)
        {
            var samples = channels[i].Span;
            totals.Count(samples);
            isSound |= _bands[i].TryMeasure(samples, out var part);
            power += part;
        }

        var level = isSound ? LevelOf(Math.Max(Floor, power / (_bands.Length * channels[0].Length))) : float.NaN;
        totals.IsHeard = level > Lowest;
        return level;
    }

    private static float LevelOf(double power) => (float)(10 * Math.Log10(power));
}
