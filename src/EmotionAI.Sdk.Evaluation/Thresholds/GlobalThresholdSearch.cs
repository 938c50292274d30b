using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Tries every distinct score of the data as one threshold for all labels.</summary>
/// <remarks>A first sweep values each cut in double; a second one compares those within rounding of the best exactly.</remarks>
internal static class GlobalThresholdSearch
{
    /// <summary>How much below the best, in double, a cut may lie and still be compared exactly.</summary>
    private const double Rounding = 1e-11;

    /// <summary>Finds the cuts of the largest value.</summary>
    public static ThresholdFit Fit(LabelMatrix truth, ScoreMatrix scores, ThresholdObjective objective)
    {
        if (truth.Rows != scores.Rows || truth.Columns != scores.Columns || truth.Rows == 0)
        {
            throw new ArgumentException(Invariant($"The truth is [{truth.Rows}, {truth.Columns}] and the scores [{scores.Rows}, {scores.Columns}]; equal shapes of one row or more are allowed."), nameof(scores));
        }

        var order = ScoreOrder.Ascending(scores.Values, out var sorted);
        var values = new List<double>();
        Sweep(truth, objective, order, sorted, (sweep, _, _) => values.Add(sweep.Value));
        var limit = values.Max() - Rounding;
        var collector = new CutCollector<ExactFraction>();
        var cut = 0;
        Sweep(truth, objective, order, sorted, (sweep, score, lower) =>
        {
            if (values[cut] >= limit)
            {
                collector.Add(score, lower, sweep.Exact, values[cut]);
            }

            cut++;
        });
        return collector.ToFit(values.Count, LargestBelow(values, limit));
    }

    private static void Sweep(LabelMatrix truth, ThresholdObjective objective, int[] order, double[] sorted, Action<GlobalSweep, double, double> visit)
    {
        var sweep = GlobalSweep.Create(truth, objective);
        for (var i = order.Length - 1; i >= 0;)
        {
            var score = sorted[i];
            for (; i >= 0 && sorted[i] == score; i--)
            {
                sweep.Predict(order[i] / truth.Columns, order[i] % truth.Columns, truth.Values[order[i]] != 0);
            }

            visit(sweep, score, i >= 0 ? sorted[i] : 0);
        }
    }

    private static double? LargestBelow(List<double> values, double limit)
    {
        double? largest = null;
        foreach (var value in values)
        {
            if (value < limit && !(value <= largest))
            {
                largest = value;
            }
        }

        return largest;
    }
}
