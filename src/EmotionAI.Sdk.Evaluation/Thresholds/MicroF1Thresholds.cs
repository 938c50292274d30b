namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Fits a threshold a label so that the micro F1 of all of them together is as large as can be.</summary>
/// <remarks>Safe for concurrent use. Exact: the ratio 2·hits / (predicted + support) is made as large as possible by Dinkelbach's method (1967), which tries every distinct score of every label at each step.</remarks>
internal static class MicroF1Thresholds
{
    private const int MostSteps = 100;

    /// <summary>Fits the thresholds.</summary>
    /// <param name="truth">The true labels of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores of the dev data, <c>[samples, labels]</c>.</param>
    /// <returns>One threshold a label, the smallest of equals; for a label that is better never predicted, the number above its largest score.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double[] Fit(LabelMatrix truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        if (truth.Rows != scores.Rows || truth.Columns != scores.Columns)
        {
            throw new ArgumentException(Invariant($"The scores are [{scores.Rows}, {scores.Columns}]; [{truth.Rows}, {truth.Columns}] is allowed."), nameof(scores));
        }

        CutTable[] labels = [.. Enumerable.Range(0, truth.Columns).Select(label => CutTable.Create(truth.Column(label), scores.Column(label)))];
        long support = labels.Sum(label => label.Positives);
        var cuts = new CutTable.Cut[labels.Length];
        var f1 = -1.0;
        for (var step = 0; step < MostSteps; step++)
        {
            for (var label = 0; label < labels.Length; label++)
            {
                cuts[label] = labels[label].Best(Math.Max(f1, 0));
            }

            var next = support + cuts.Sum(cut => cut.Predicted) is > 0 and var total ? 2.0 * cuts.Sum(cut => cut.Hits) / total : 0;
            if (next <= f1)
            {
                break;
            }

            f1 = next;
        }

        return [.. cuts.Select(cut => cut.Threshold)];
    }
}
