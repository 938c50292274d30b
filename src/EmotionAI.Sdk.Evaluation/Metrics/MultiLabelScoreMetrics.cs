namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of a multi-label model that need its scores.</summary>
public sealed record MultiLabelScoreMetrics
{
    /// <summary>Gets the area under the ROC curve of each label.</summary>
    public required ClassScores RocAuc { get; init; }

    /// <summary>Gets the area over all cells pooled; null where they are all true or all false.</summary>
    public required double? RocAucMicro { get; init; }

    /// <summary>Gets the mean area of the samples; null as soon as one has all labels or none.</summary>
    public required double? RocAucSamples { get; init; }

    /// <summary>Gets the average precision of each label.</summary>
    public required ClassScores AveragePrecision { get; init; }

    /// <summary>Gets the average precision over all cells pooled; null where none is true.</summary>
    public required double? AveragePrecisionMicro { get; init; }

    /// <summary>Gets how well the scores of each sample rank its labels.</summary>
    public required LabelRanking Ranking { get; init; }

    /// <summary>Gets the binary log loss of each label.</summary>
    public required IReadOnlyList<double> LogLoss { get; init; }

    /// <summary>Gets the mean of (p - outcome)² of each label.</summary>
    public required IReadOnlyList<double> Brier { get; init; }

    /// <summary>Gets the calibration of each label in 15 bins of equal width.</summary>
    public required IReadOnlyList<CalibrationCurve> Calibration { get; init; }

    /// <summary>Gets the calibration of all cells pooled in 10 bins of equal width.</summary>
    public required CalibrationCurve PooledEqualWidthTen { get; init; }

    /// <summary>Gets the calibration of all cells pooled in 15 bins of equal width.</summary>
    public required CalibrationCurve PooledEqualWidthFifteen { get; init; }

    /// <summary>Gets the calibration of all cells pooled in 15 bins of equal count.</summary>
    public required CalibrationCurve PooledEqualMassFifteen { get; init; }

    /// <summary>Gets the mean over labels, and so over cells, of the log loss.</summary>
    public double LogLossMean => LogLoss.Average();

    /// <summary>Gets the mean over labels, and so over cells, of the Brier score.</summary>
    public double BrierMean => Brier.Average();

    /// <summary>Gets the mean over labels of the expected calibration error in 15 bins of equal width.</summary>
    public double ExpectedCalibrationErrorMacro => Calibration.Average(curve => curve.ExpectedCalibrationError);

    /// <summary>Computes the figures.</summary>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>The figures.</returns>
    public static MultiLabelScoreMetrics Compute(LabelMatrix truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        var outcomes = Enumerable.Range(0, truth.Columns).Select(truth.Column).ToList();
        var columns = Enumerable.Range(0, truth.Columns).Select(scores.Column).ToList();
        var support = outcomes.ConvertAll(column => column.Sum(value => (long)value));
        return new MultiLabelScoreMetrics
        {
            RocAuc = ClassScores.Create([.. outcomes.Zip(columns, (y, p) => Metrics.RocAuc.Compute(y, p))], support),
            RocAucMicro = Metrics.RocAuc.Compute(truth.Values, scores.Values),
            RocAucSamples = SamplesArea(truth, scores),
            AveragePrecision = ClassScores.Create([.. outcomes.Zip(columns, (y, p) => Metrics.AveragePrecision.Compute(y, p))], support),
            AveragePrecisionMicro = Metrics.AveragePrecision.Compute(truth.Values, scores.Values),
            Ranking = LabelRanking.Compute(truth, scores),
            LogLoss = [.. outcomes.Zip(columns, (y, p) => ProbabilityLoss.LogLoss(y, p))],
            Brier = [.. outcomes.Zip(columns, (y, p) => ProbabilityLoss.Brier(y, p))],
            Calibration = [.. outcomes.Zip(columns, (y, p) => CalibrationCurve.EqualWidth(p, y, 15))],
            PooledEqualWidthTen = CalibrationCurve.EqualWidth(scores.Values, truth.Values, 10),
            PooledEqualWidthFifteen = CalibrationCurve.EqualWidth(scores.Values, truth.Values, 15),
            PooledEqualMassFifteen = CalibrationCurve.EqualMass(scores.Values, truth.Values, 15),
        };
    }

    private static double? SamplesArea(LabelMatrix truth, ScoreMatrix scores)
    {
        double? sum = 0;
        for (var row = 0; row < truth.Rows && sum is not null; row++)
        {
            sum += Metrics.RocAuc.Compute(truth.Row(row), scores.Row(row));
        }

        return sum / truth.Rows;
    }
}
