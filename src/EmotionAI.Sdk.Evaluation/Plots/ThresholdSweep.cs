using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Answers what one threshold for all labels gives, fast for many thresholds: the scores are sorted once.</summary>
/// <remarks>Immutable and safe for concurrent use. A label is predicted when score ≥ threshold, both as doubles.</remarks>
internal sealed class ThresholdSweep
{
    private readonly double[][] _scores;
    private readonly int[][] _positivesFrom;
    private readonly int _samples;

    public ThresholdSweep(LabelMatrix truth, ScoreMatrix scores)
    {
        _samples = truth.Rows;
        _scores = new double[truth.Columns][];
        _positivesFrom = new int[truth.Columns][];
        for (var label = 0; label < truth.Columns; label++)
        {
            var order = ScoreOrder.Ascending(scores.Column(label), out _scores[label]);
            var outcomes = truth.Column(label);
            var positives = new int[order.Length + 1];
            for (var i = order.Length - 1; i >= 0; i--)
            {
                positives[i] = positives[i + 1] + outcomes[order[i]];
            }

            _positivesFrom[label] = positives;
        }
    }

    /// <summary>Counts the outcomes of every label at a threshold.</summary>
    public BinaryCounts[] CountsAt(double threshold)
    {
        var counts = new BinaryCounts[_scores.Length];
        for (var label = 0; label < counts.Length; label++)
        {
            var first = FirstFrom(_scores[label], threshold);
            var positives = _positivesFrom[label];
            var hits = positives[first];
            var falseHits = _samples - first - hits;
            counts[label] = new BinaryCounts(hits, falseHits, positives[0] - hits, _samples - positives[0] - falseHits);
        }

        return counts;
    }

    private static int FirstFrom(double[] sorted, double threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] >= threshold ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
