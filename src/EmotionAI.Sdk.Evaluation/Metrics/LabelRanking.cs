namespace EmotionAI.Evaluation.Metrics;

/// <summary>Measures how well the scores of each sample rank its true labels above the others. Follows scikit-learn.</summary>
/// <param name="CoverageError">How far down the ranking one must go on average to cover all true labels; 0 for a sample without any.</param>
/// <param name="AveragePrecision">The mean over true labels of the share of true labels among those ranked as high; 1 for a sample with none or all.</param>
/// <param name="Loss">The share of (true, other) pairs in the wrong order, ties included; 0 for a sample with none or all.</param>
internal sealed record LabelRanking(double CoverageError, double AveragePrecision, double Loss)
{
    /// <summary>Computes the three measures.</summary>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>The means over the samples.</returns>
    public static LabelRanking Compute(LabelMatrix truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        Lengths.ThrowIfDifferent(truth.Rows, scores.Rows, nameof(scores));
        Lengths.ThrowIfDifferent(truth.Columns, scores.Columns, nameof(scores));
        double coverage = 0, precision = 0, loss = 0;
        for (var row = 0; row < truth.Rows; row++)
        {
            var sample = OfSample(truth.Row(row), scores.Row(row));
            coverage += sample.CoverageError;
            precision += sample.AveragePrecision;
            loss += sample.Loss;
        }

        return new LabelRanking(coverage / truth.Rows, precision / truth.Rows, loss / truth.Rows);
    }

    private static LabelRanking OfSample(ReadOnlySpan<byte> truth, ReadOnlySpan<double> scores)
    {
        int relevant = 0, deepest = 0, wrongPairs = 0;
        double precision = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] == 0)
            {
                continue;
            }

            int rank = 0, relevantRank = 0;
            for (var j = 0; j < truth.Length; j++)
            {
                rank += scores[j] >= scores[i] ? 1 : 0;
                relevantRank += scores[j] >= scores[i] && truth[j] != 0 ? 1 : 0;
            }

            relevant++;
            deepest = Math.Max(deepest, rank);
            wrongPairs += rank - relevantRank;
            precision += (double)relevantRank / rank;
        }

        var isTrivial = relevant == 0 || relevant == truth.Length;
        return new LabelRanking(deepest, isTrivial ? 1 : precision / relevant, isTrivial ? 0 : (double)wrongPairs / ((long)relevant * (truth.Length - relevant)));
    }
}
