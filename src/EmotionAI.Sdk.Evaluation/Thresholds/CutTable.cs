using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Lists every cut of one label: how many samples it predicts and how many of them are right.</summary>
internal sealed class CutTable
{
    private readonly List<Cut> _cuts;

    private CutTable(List<Cut> cuts, long positives)
    {
        _cuts = cuts;
        Positives = positives;
    }

    public long Positives { get; }

    public static CutTable Create(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores)
    {
        var order = ScoreOrder.Ascending(scores, out var sorted);
        List<Cut> cuts = [new(order.Length == 0 ? 1 : Math.BitIncrement(sorted[^1]), 0, 0)];
        long hits = 0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            hits += outcomes[order[i]];
            if (i == 0 || sorted[i - 1] < sorted[i])
            {
                cuts.Add(new Cut(sorted[i], order.Length - i, hits));
            }
        }

        return new CutTable(cuts, hits);
    }

    /// <summary>Finds the cut with the largest 2·hits - price·predicted; of equals the lowest.</summary>
    public Cut Best(double price)
    {
        var best = _cuts[0];
        foreach (var cut in _cuts)
        {
            best = (2 * cut.Hits) - (price * cut.Predicted) >= (2 * best.Hits) - (price * best.Predicted) ? cut : best;
        }

        return best;
    }

    /// <param name="Threshold">The score from which on samples are predicted.</param>
    /// <param name="Predicted">The number of samples predicted.</param>
    /// <param name="Hits">The number of those that have the label.</param>
    internal readonly record struct Cut(double Threshold, long Predicted, long Hits);
}
