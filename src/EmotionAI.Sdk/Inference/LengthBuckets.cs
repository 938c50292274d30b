namespace EmotionAI.Inference;

/// <summary>Groups inputs of equal length, so that a batch needs no padding and gives what single calls give.</summary>
internal static class LengthBuckets
{
    /// <summary>Orders inputs by length and cuts the order into batches of one length.</summary>
    /// <param name="lengths">The length of each input.</param>
    /// <param name="order">Receives the indices of the inputs, by rising length and, within one, by index.</param>
    /// <param name="largestOf">Gives the largest batch of inputs of a length, 1 or more.</param>
    /// <returns>The batches, as ranges of <paramref name="order"/>.</returns>
    public static IEnumerable<Range> Plan(int[] lengths, int[] order, Func<int, int> largestOf)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => lengths[a] != lengths[b] ? lengths[a].CompareTo(lengths[b]) : a.CompareTo(b));
        return Cut(lengths, order, largestOf);
    }

    private static IEnumerable<Range> Cut(int[] lengths, int[] order, Func<int, int> largestOf)
    {
        var start = 0;
        for (var i = 1; i <= order.Length; i++)
        {
            if (i == order.Length || lengths[order[i]] != lengths[order[start]] || i - start == largestOf(lengths[order[start]]))
            {
                yield return start..i;
                start = i;
            }
        }
    }
}
