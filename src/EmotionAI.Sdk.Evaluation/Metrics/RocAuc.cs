namespace EmotionAI.Evaluation.Metrics;

/// <summary>Computes the area under the receiver operating characteristic curve, as scikit-learn's <c>roc_auc_score</c>.</summary>
internal static class RocAuc
{
    /// <summary>Computes the area for one label: the share of (positive, negative) pairs in the right order, ties counting half.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The scores of the label.</param>
    /// <returns>The area, 0 to 1; null where there are no positives or no negatives.</returns>
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
        Int128 twicePairs = 0;
        long positives = 0, negatives = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = ScoreOrder.EndOfRun(sorted, start);
            long here = 0;
            for (var i = start; i < end; i++)
            {
                here += outcomes[order[i]] != 0 ? 1 : 0;
            }

            var against = end - start - here;
            twicePairs += (Int128)here * ((2 * negatives) + against);
            positives += here;
            negatives += against;
            start = end;
        }

        return positives == 0 || negatives == 0 ? null : (double)twicePairs / 2 / ((double)positives * negatives);
    }

    /// <summary>Averages the areas of every pair of labels, each on the samples of the two alone (Hand and Till).</summary>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <param name="weighByPrevalence">Whether a pair counts by its number of samples.</param>
    /// <returns>The area; null where fewer than two labels occur. Labels that do not occur are left out.</returns>
    public static double? OneVersusOne(ReadOnlySpan<int> truth, ScoreMatrix scores, bool weighByPrevalence)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Lengths.ThrowIfDifferent(truth.Length, scores.Rows, nameof(scores));
        var (plain, weighted) = OneVersusOne(truth, scores, new StepProgress(null), CancellationToken.None);
        return weighByPrevalence ? weighted : plain;
    }

    internal static (double? Plain, double? Weighted) OneVersusOne(ReadOnlySpan<int> truth, ScoreMatrix scores, StepProgress steps, CancellationToken cancellationToken)
    {
        double sum = 0, weightedSum = 0;
        long pairs = 0, weights = 0;
        for (var a = 0; a < scores.Columns; a++, steps.Done())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var b = a + 1; b < scores.Columns; b++)
            {
                if (PairArea(truth, scores, a, b, out var count) is not { } area)
                {
                    continue;
                }

                sum += area;
                pairs++;
                weightedSum += count * area;
                weights += count;
            }
        }

        return pairs == 0 ? (null, null) : (sum / pairs, weightedSum / weights);
    }

    private static double? PairArea(ReadOnlySpan<int> truth, ScoreMatrix scores, int a, int b, out int count)
    {
        var isA = new List<byte>();
        var isB = new List<byte>();
        var scoresOfA = new List<double>();
        var scoresOfB = new List<double>();
        for (var row = 0; row < truth.Length; row++)
        {
            if (truth[row] == a || truth[row] == b)
            {
                isA.Add(truth[row] == a ? (byte)1 : (byte)0);
                isB.Add(truth[row] == b ? (byte)1 : (byte)0);
                scoresOfA.Add(scores[row, a]);
                scoresOfB.Add(scores[row, b]);
            }
        }

        count = isA.Count;
        return (Compute([.. isA], [.. scoresOfA]) + Compute([.. isB], [.. scoresOfB])) / 2;
    }
}
