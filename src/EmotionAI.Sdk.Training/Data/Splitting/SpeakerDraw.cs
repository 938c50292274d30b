namespace EmotionAI.Training.Data.Splitting;

/// <summary>Draws whole speakers for dev and test: as many as the shares say, and of several draws the one whose labels and size come nearest to the shares.</summary>
internal static class SpeakerDraw
{
    /// <summary>With more speakers than this, one more or less matters little, and labels are shared out one by one.</summary>
    public const int MostSpeakers = 100;

    private const int Draws = 16;

    /// <param name="groups">The speakers, three or more.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="options">The shares and the seed.</param>
    /// <returns>The parts, in the order of the groups.</returns>
    public static DataSplit[] Assign(IReadOnlyList<SplitGroup> groups, int labels, SplitOptions options)
    {
        var (dev, test) = (CountOf(options.DevShare, groups.Count), CountOf(options.TestShare, groups.Count));
        while (dev + test >= groups.Count)
        {
            (dev, test) = dev > test ? (dev - 1, test) : (dev, test - 1);
        }

        var wanted = TotalsOf(groups, labels);
        DataSplit[]? best = null;
        var least = double.PositiveInfinity;
        for (var draw = 0; draw < Draws; draw++)
        {
            var parts = Draw(groups, dev, test, options.Seed, draw);
            var distance = DistanceOf(groups, parts, DataSplit.Dev, wanted, options.DevShare) + DistanceOf(groups, parts, DataSplit.Test, wanted, options.TestShare);
            if (distance < least)
            {
                (best, least) = (parts, distance);
            }
        }

        return best!;
    }

    private static int CountOf(double share, int speakers) => share > 0 ? Math.Max(1, (int)Math.Round(share * speakers)) : 0;

    private static DataSplit[] Draw(IReadOnlyList<SplitGroup> groups, int dev, int test, long seed, int draw)
    {
        var parts = new DataSplit[groups.Count];
        string[] ranks = [.. groups.Select(group => SplitRank.Of(group.Key, seed, draw))];
        int[] order = [.. Enumerable.Range(0, groups.Count).OrderBy(i => ranks[i], StringComparer.Ordinal)];
        foreach (var (place, group) in order.Take(dev + test).Index())
        {
            parts[group] = place < dev ? DataSplit.Dev : DataSplit.Test;
        }

        return parts;
    }

    /// <summary>Sums up how far the counts of a part are from its share; the size counts as one more label.</summary>
    private static double DistanceOf(IReadOnlyList<SplitGroup> groups, DataSplit[] parts, DataSplit part, int[] totals, double share)
    {
        if (share <= 0)
        {
            return 0;
        }

        var counts = TotalsOf([.. groups.Where((_, i) => parts[i] == part)], totals.Length - 1);
        return counts.Zip(totals).Sum(pair => Math.Abs(pair.First - (share * pair.Second)));
    }

    private static int[] TotalsOf(IReadOnlyList<SplitGroup> groups, int labels)
    {
        var totals = new int[labels + 1];
        foreach (var group in groups)
        {
            totals[labels] += group.Size;
            foreach (var label in group.Labels)
            {
                totals[label]++;
            }
        }

        return totals;
    }
}
