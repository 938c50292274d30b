using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Tries every cut of one label, or of all cells as one.</summary>
internal static class ClassThresholdSearch
{
    /// <summary>Gives the value of a cut, exactly; null where the cut is not allowed.</summary>
    /// <param name="truePositives">The true samples at or above the cut.</param>
    /// <param name="predicted">The samples at or above the cut.</param>
    /// <param name="positives">The true samples.</param>
    public delegate WholeRatio? CutValue(long truePositives, long predicted, long positives);

    /// <summary>Finds the cuts of the largest value.</summary>
    /// <returns>The fit; null where there are no positives, or no cut is allowed.</returns>
    public static ThresholdFit? Fit(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores, CutValue value)
    {
        Lengths.ThrowIfDifferent(outcomes.Length, scores.Length, nameof(scores));
        var order = ScoreOrder.Ascending(scores, out var sorted);
        long positives = 0, truePositives = 0;
        foreach (var outcome in outcomes)
        {
            positives += outcome != 0 ? 1 : 0;
        }

        var collector = new CutCollector<WholeRatio>();
        var cuts = 0;
        for (var i = order.Length - 1; i >= 0; cuts++)
        {
            var cut = sorted[i];
            for (; i >= 0 && sorted[i] == cut; i--)
            {
                truePositives += outcomes[order[i]] != 0 ? 1 : 0;
            }

            if (value(truePositives, order.Length - 1 - i, positives) is { } ratio)
            {
                collector.Add(cut, i >= 0 ? sorted[i] : 0, ratio, ratio.Value);
            }
        }

        return positives == 0 || collector.IsEmpty ? null : collector.ToFit(cuts);
    }

    /// <summary>Values a cut by F1.</summary>
    public static WholeRatio? F1(long truePositives, long predicted, long positives) => new(2 * truePositives, predicted + positives);
}
