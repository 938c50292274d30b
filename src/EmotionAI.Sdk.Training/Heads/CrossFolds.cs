namespace EmotionAI.Training.Heads;

/// <summary>Deals samples to folds: all samples of a group to one, groups in an order that the seed draws, each to the fold whose classes it evens out best.</summary>
internal static class CrossFolds
{
    /// <summary>Deals.</summary>
    /// <param name="classes">The class of each sample.</param>
    /// <param name="groups">What must stay together, such as the speaker; null where each sample stands alone.</param>
    /// <param name="folds">The number of folds; fewer where there are fewer groups.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The fold of each sample, from 0.</returns>
    public static int[] Deal(IReadOnlyList<int> classes, IReadOnlyList<string>? groups, int folds, int seed)
    {
        var members = Enumerable.Range(0, classes.Count)
            .GroupBy(row => groups?[row] ?? Invariant($"{row}"), StringComparer.Ordinal)
            .OrderBy(group => Mix(seed, group.Key))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .OrderByDescending(group => group.Length)
            .ToArray();
        folds = Math.Min(folds, members.Length);
        var kinds = classes.Max() + 1;
        var counts = new int[folds, kinds];
        var sizes = new int[folds];
        var result = new int[classes.Count];
        foreach (var group in members)
        {
            var fold = Enumerable.Range(0, folds).MinBy(candidate => (Crowd(counts, candidate, group, classes), sizes[candidate], candidate));
            foreach (var row in group)
            {
                result[row] = fold;
                counts[fold, classes[row]]++;
                sizes[fold]++;
            }
        }

        return result;
    }

    /// <summary>Counts the samples of a fold that are of the classes of a group.</summary>
    private static long Crowd(int[,] counts, int fold, int[] group, IReadOnlyList<int> classes) => group.Sum(row => (long)counts[fold, classes[row]]);

    /// <summary>Draws a number for a name: FNV-1a, the same on every machine.</summary>
    private static ulong Mix(int seed, string name)
    {
        const ulong prime = 1099511628211;
        var hash = 14695981039346656037 ^ (uint)seed;
        foreach (var character in name)
        {
            hash = (hash ^ character) * prime;
        }

        // The last characters of a name reach the upper bits only by this.
        hash ^= hash >> 29;
        return hash * prime;
    }
}
