namespace EmotionAI.Audio.Segments;

/// <summary>Counts levels, so that the level which a share of them does not exceed is found without sorting. Digital silence is left out, and what gates leave of a pause: less than -80 dB, three steps of 16-bit samples.</summary>
internal sealed class LevelHistogram
{
    private const float Step = 0.25f;
    private const float Lowest = -80;
    private const int Bins = 640;

    private readonly int[] _counts = new int[Bins];
    private int _total;
    private int _silent;

    /// <summary>Gets the share of the frames that are left out, 0 to 1.</summary>
    public double SilentShare => _silent == 0 ? 0 : (double)_silent / (_silent + _total);

    public void Add(float level) => Count(level, 1);

    public void Remove(float level) => Count(level, -1);

    /// <summary>Finds the level that a share does not exceed; null where there is none at all.</summary>
    public float? Find(double share)
    {
        var left = (int)(_total * share);
        for (var bin = 0; bin < Bins; bin++)
        {
            left -= _counts[bin];
            if (left < 0)
            {
                return Lowest + (bin * Step);
            }
        }

        return null;
    }

    private void Count(float level, int change)
    {
        if (level >= Lowest)
        {
            _counts[(int)Math.Min((level - Lowest) / Step, Bins - 1)] += change;
            _total += change;
        }
        else
        {
            _silent += change;
        }
    }
}
