namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of one label that need its scores; they are sorted once for all.</summary>
internal sealed record LabelFigures(long Support, double? RocAuc, double? AveragePrecision, double LogLoss, double Brier, CalibrationCurve Calibration)
{
    private const int Bins = 15;

    public static LabelFigures Compute(LabelMatrix truth, ScoreMatrix matrix, int label, Buffers buffers)
    {
        var (outcomes, scores, sorted, order) = (buffers.Outcomes, buffers.Scores, buffers.Sorted, buffers.Order);
        for (var row = 0; row < truth.Rows; row++)
        {
            outcomes[row] = truth[row, label] ? (byte)1 : (byte)0;
            scores[row] = matrix[row, label];
        }

        ScoreOrder.Ascending(scores, sorted, order);
        return new LabelFigures(
            outcomes.Sum(value => (long)value),
            Metrics.RocAuc.Compute(outcomes, order, sorted),
            Metrics.AveragePrecision.Compute(outcomes, order, sorted),
            ProbabilityLoss.LogLoss(outcomes, scores),
            ProbabilityLoss.Brier(outcomes, scores),
            CalibrationCurve.EqualWidth(scores, outcomes, Bins));
    }

    /// <summary>Holds the memory of one label, for one label after the other.</summary>
    public sealed class Buffers(int samples)
    {
        public byte[] Outcomes { get; } = new byte[samples];

        public double[] Scores { get; } = new double[samples];

        public double[] Sorted { get; } = new double[samples];

        public int[] Order { get; } = new int[samples];
    }
}
