namespace EmotionAI.Training;

/// <summary>Gives the same pseudo-random numbers on every system: SplitMix64 of Steele, Lea and Flood (2014).</summary>
/// <param name="state">What they follow from.</param>
internal struct SplitMix(ulong state)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Gives numbers of their own for a step of a seed: what a step draws does not hang on the steps before it.</summary>
    public static SplitMix Of(long seed, ulong stream, ulong number)
    {
        var random = new SplitMix((ulong)seed);
        var mixed = random.Next() ^ (stream * Golden);
        return new SplitMix(new SplitMix(mixed).Next() + (number * Golden));
    }

    public ulong Next()
    {
        var z = state += Golden;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>Gives a number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Gives a number from 0 to below 1.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Gives a number of the normal distribution, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Puts items into a random order, by Fisher and Yates.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
