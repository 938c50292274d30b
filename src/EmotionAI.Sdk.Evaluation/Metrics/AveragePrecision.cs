namespace EmotionAI.Evaluation.Metrics;

/// <summary>Computes average precision, as scikit-learn's <c>average_precision_score</c>: no interpolation.</summary>
internal static class AveragePrecision
{
    /// <summary>Sums, over the distinct cuts from the highest down, the step in recall times the precision.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The scores of the label.</param>
    /// <returns>The average precision, 0 to 1; null where there are no positives (scikit-learn answers 0).</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static double? Compute(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores)
    {
        Lengths.ThrowIfDifferent(outcomes.Length, scores.Length, nameof(scores));
        return Compute(outcomes, ScoreOrder.Ascending(scores, out var sorted), sorted);
    }

    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="order">The positions of the scores, ascending.</param>
    /// <param name="sorted">The scores, ascending.</param>
    internal static double? Compute(ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> order, ReadOnlySpan<double> sorted)
    {
        double sum = 0;
        long positives = 0, above = 0;
        for (var i = order.Length - 1; i >= 0;)
        {
            long here = 0;
            var score = sorted[i];
            for (; i >= 0 && sorted[i] == score; i--, above++)
            {
                here += outcomes[order[i]] != 0 ? 1 : 0;
            }

            positives += here;
            sum += here * ((double)positives / above);
        }

        return positives == 0 ? null : sum / positives;
    }
}
