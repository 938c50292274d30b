namespace EmotionAI.Mocks;

/// <summary>Makes scores that look like those of a model. All are whole multiples of 2^-24, so that the division that ends it is exact on every machine.</summary>
internal static class MockScores
{
    /// <summary>The score 1.</summary>
    private const uint One = 1 << 24;
    private const string Neutral = "neutral";

    /// <summary>Makes scores that stand alone: one to three at 0.55 or more, the others below 0.3 and mostly below 0.02.</summary>
    public static float[] MultiLabel(ulong seed, EmotionLabels labels)
    {
        var random = new MockRandom(seed);
        var units = Background(ref random, labels.Count);
        var neutral = labels.IndexOf(Neutral);
        if (neutral >= 0 && random.Next(100) < 35)
        {
            units[neutral] = Accepted(ref random);
            return ToScores(units);
        }

        var draw = random.Next(100);
        var accepted = draw < 70 ? 1 : draw < 93 ? 2 : 3;
        for (var i = 0; i < accepted; i++)
        {
            units[random.Next((uint)labels.Count)] = Accepted(ref random);
        }

        return ToScores(units);
    }

    /// <summary>Makes scores that stand alone, with the given outputs above the threshold, best first, and no others.</summary>
    public static float[] MultiLabel(ulong seed, int count, ReadOnlySpan<int> accepted)
    {
        var random = new MockRandom(seed);
        var units = Background(ref random, count);
        for (var rank = 0; rank < accepted.Length; rank++)
        {
            units[accepted[rank]] = (uint)((One / 100 * 95) - ((ulong)(One / 100 * 40) * (uint)rank / (uint)accepted.Length));
        }

        return ToScores(units);
    }

    /// <summary>Makes scores that sum to 1, exactly.</summary>
    /// <param name="winner">The output with the best score; null to draw it.</param>
    public static float[] SingleLabel(ulong seed, int count, int? winner)
    {
        var random = new MockRandom(seed);
        var drawn = (int)random.Next((uint)count);
        var best = winner ?? drawn;
        var rest = (One / 100 * 48) - random.Next(One / 100 * 43);
        var weights = new uint[count];
        ulong sum = 0;
        for (var i = 0; i < count; i++)
        {
            var weight = random.Next(1_000);
            weights[i] = i == best ? 0 : weight * weight;
            sum += weights[i];
        }

        var units = new uint[count];
        units[best] = One;
        for (var i = 0; i < count && sum > 0; i++)
        {
            var share = (uint)(rest * (ulong)weights[i] / sum);
            units[i] += share;
            units[best] -= share;
        }

        return ToScores(units);
    }

    private static uint[] Background(ref MockRandom random, int count)
    {
        var units = new uint[count];
        for (var i = 0; i < count; i++)
        {
            ulong draw = random.Next(1_000);
            var cube = draw * draw * draw;
            units[i] = (One / 1_000) + (uint)(cube * (One / 1_000 * (random.Next(20) == 0 ? 290UL : 60UL)) / 1_000_000_000);
        }

        return units;
    }

    private static uint Accepted(ref MockRandom random) => (One / 100 * 55) + random.Next(One / 100 * 42);

    private static float[] ToScores(uint[] units)
    {
        var scores = new float[units.Length];
        for (var i = 0; i < units.Length; i++)
        {
            scores[i] = units[i] / (float)One;
        }

        return scores;
    }
}
