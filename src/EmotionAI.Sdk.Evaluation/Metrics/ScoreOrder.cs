namespace EmotionAI.Evaluation.Metrics;

/// <summary>Orders scores.</summary>
internal static class ScoreOrder
{
    /// <summary>Sorts ascending; equal scores keep their order.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="sorted">The scores in order.</param>
    /// <returns>The positions of the scores in order.</returns>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static int[] Ascending(ReadOnlySpan<double> scores, out double[] sorted)
    {
        sorted = new double[scores.Length];
        var order = new int[scores.Length];
        Ascending(scores, sorted, order);
        return order;
    }

    /// <summary>Sorts ascending into memory that is there already; equal scores keep their order.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="sorted">Takes the scores in order.</param>
    /// <param name="order">Takes the positions of the scores in order.</param>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static void Ascending(ReadOnlySpan<double> scores, Span<double> sorted, Span<int> order)
    {
        scores.CopyTo(sorted);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        sorted.Sort(order);
        if (sorted.Length > 0 && double.IsNaN(sorted[0]))
        {
            throw new ArgumentException(Invariant($"The score at {order[0]} is NaN; numbers are allowed."), nameof(scores));
        }

        for (var start = 0; start < order.Length;)
        {
            var end = EndOfRun(sorted, start);
            if (end - start > 1)
            {
                order[start..end].Sort();
            }

            start = end;
        }
    }

    /// <summary>Finds the end of the run of equal scores that starts at a position.</summary>
    public static int EndOfRun(ReadOnlySpan<double> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
        {
            end++;
        }

        return end;
    }
}
