namespace EmotionAI.Training.Features;

/// <summary>Draws numbers that are the same on every machine: SplitMix64 of Steele, Lea and Flood, 2014.</summary>
internal struct RandomSequence(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Draws a number of 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Draws a number from 0, included, to 1, excluded.</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a number of mean 0 and variance 1: Box and Muller, 1958.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextShare())) * Math.Cos(2 * Math.PI * NextShare());

    /// <summary>Draws one of a list.</summary>
    public T Of<T>(IReadOnlyList<T> values) => values[(int)(NextShare() * values.Count)];
}
