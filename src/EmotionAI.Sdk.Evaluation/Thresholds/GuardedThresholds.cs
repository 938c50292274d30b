using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Fits a threshold a label that holds on new data too: the F1 curve is smoothed, and cuts that are mostly wrong are left out.</summary>
/// <remarks>
/// Safe for concurrent use. The cuts lie evenly in the logit of the score from -6 to 6; F1 is computed at each, smoothed by a Gaussian, and the largest
/// smoothed value among the cuts of enough precision wins, the lowest cut at a tie.
/// </remarks>
internal static class GuardedThresholds
{
    private const double LargestLogit = 6;

    /// <summary>What two sums of the same numbers may differ by.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Fits the threshold of each label.</summary>
    /// <param name="truth">The true labels of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores of the dev data, <c>[samples, labels]</c>, from 0 to 1.</param>
    /// <param name="options">How careful to be; null for the defaults.</param>
    /// <returns>One threshold a label.</returns>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed.</exception>
    public static double[] Fit(LabelMatrix truth, ScoreMatrix scores, ThresholdOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        var rule = options ?? new ThresholdOptions();
        rule.Validate();
        return [.. Enumerable.Range(0, truth.Columns).Select(label => FitClass(truth.Column(label), scores.Column(label), rule))];
    }

    private static double FitClass(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores, ThresholdOptions options)
    {
        var half = (int)Math.Round(LargestLogit / options.Step);
        var cuts = new double[(2 * half) + 1];
        for (var i = 0; i < cuts.Length; i++)
        {
            cuts[i] = 1 / (1 + Math.Exp((half - i) * options.Step));
        }

        var (f1, precision) = Curves(outcomes, scores, cuts);
        var smooth = Smooth(f1, options.SmoothingWidth / options.Step);
        var best = -1;
        for (var i = 0; i < cuts.Length; i++)
        {
            if (f1[i] > 0 && precision[i] >= options.MinimumPrecision && (best < 0 || smooth[i] > smooth[best] + Rounding))
            {
                best = i;
            }
        }

        return best < 0 ? options.Fallback : cuts[best];
    }

    private static (double[] F1, double[] Precision) Curves(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores, double[] cuts)
    {
        var order = ScoreOrder.Ascending(scores, out var sorted);
        var f1 = new double[cuts.Length];
        var precision = new double[cuts.Length];
        long positives = 0, hits = 0;
        foreach (var outcome in outcomes)
        {
            positives += outcome;
        }

        var next = order.Length - 1;
        for (var i = cuts.Length - 1; i >= 0; i--)
        {
            for (; next >= 0 && sorted[next] >= cuts[i]; next--)
            {
                hits += outcomes[order[next]];
            }

            var predicted = order.Length - 1 - next;
            f1[i] = BinaryCounts.Ratio(2 * hits, predicted + positives);
            precision[i] = BinaryCounts.Ratio(hits, predicted);
        }

        return (f1, precision);
    }

    private static double[] Smooth(double[] values, double width)
    {
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            double sum = 0, weights = 0;
            for (var j = 0; j < values.Length; j++)
            {
                var distance = (i - j) / width;
                var weight = Math.Exp(-0.5 * distance * distance);
                sum += weight * values[j];
                weights += weight;
            }

            result[i] = sum / weights;
        }

        return result;
    }
}
