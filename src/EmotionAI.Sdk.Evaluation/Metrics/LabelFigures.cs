namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of one label that need its scores; they are sorted once for all.</summary>
internal sealed record LabelFigures(long Support, double? RocAuc, double? AveragePrecision, double LogLoss, double Brier, CalibrationCurve Calibration)
{
    private const int Bins = 15;

    public static LabelFigures Compute(byte[] outcomes, double[] scores)
    {
        var order = ScoreOrder.Ascending(scores, out var sorted);
        return new LabelFigures(
            outcomes.Sum(value => (long)value),
            Metrics.RocAuc.Compute(outcomes, order, sorted),
            Metrics.AveragePrecision.Compute(outcomes, order, sorted),
            ProbabilityLoss.LogLoss(outcomes, scores),
            ProbabilityLoss.Brier(outcomes, scores),
            CalibrationCurve.EqualWidth(scores, outcomes, Bins));
    }
}
