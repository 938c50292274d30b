using EmotionAI.Evaluation.Metrics;
using ScottPlot;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds the precision–recall curve of one label as the steps that average precision sums: no interpolation.</summary>
/// <param name="Steps">The corners (recall, precision), from recall 0 on; empty where the label has no positives.</param>
/// <param name="Prevalence">The share of samples that have the label.</param>
/// <param name="AveragePrecision">The area under the steps; null where the label has no positives.</param>
internal sealed record PrecisionRecallCurve(IReadOnlyList<Coordinates> Steps, double Prevalence, double? AveragePrecision)
{
    /// <summary>Computes the curve.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The scores of the label.</param>
    public static PrecisionRecallCurve Compute(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores)
    {
        var order = ScoreOrder.Ascending(scores, out var sorted);
        long total = 0;
        foreach (var outcome in outcomes)
        {
            total += outcome;
        }

        var steps = new List<Coordinates>();
        long positives = 0;
        double recall = 0;
        for (var end = order.Length; end > 0 && positives < total;)
        {
            var start = end - 1;
            while (start > 0 && sorted[start - 1] == sorted[end - 1])
            {
                start--;
            }

            var before = positives;
            for (var i = start; i < end; i++)
            {
                positives += outcomes[order[i]];
            }

            if (positives > before)
            {
                var precision = (double)positives / (order.Length - start);
                steps.Add(new Coordinates(recall, precision));
                recall = (double)positives / total;
                steps.Add(new Coordinates(recall, precision));
            }

            end = start;
        }

        return new PrecisionRecallCurve(steps, (double)total / outcomes.Length, Metrics.AveragePrecision.Compute(outcomes, scores));
    }
}
