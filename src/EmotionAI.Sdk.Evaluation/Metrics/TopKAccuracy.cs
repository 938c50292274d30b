namespace EmotionAI.Evaluation.Metrics;

/// <summary>Computes how often the true label is among the best k. Ties go to the lower index.</summary>
internal static class TopKAccuracy
{
    /// <summary>Computes the accuracy for every k at once.</summary>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>The accuracies for k = 1 to the number of labels, in that order.</returns>
    public static double[] Compute(ReadOnlySpan<int> truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Lengths.ThrowIfDifferent(truth.Length, scores.Rows, nameof(scores));
        var hits = new long[scores.Columns];
        for (var row = 0; row < truth.Length; row++)
        {
            hits[RankOf(truth[row], scores.Row(row))]++;
        }

        var result = new double[hits.Length];
        long sum = 0;
        for (var k = 0; k < hits.Length; k++)
        {
            sum += hits[k];
            result[k] = BinaryCounts.Ratio(sum, truth.Length);
        }

        return result;
    }

    private static int RankOf(int label, ReadOnlySpan<double> scores)
    {
        var rank = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            rank += scores[i] > scores[label] || (scores[i] == scores[label] && i < label) ? 1 : 0;
        }

        return rank;
    }
}
