namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of a multi-label model that need its scores.</summary>
internal sealed record MultiLabelScoreMetrics
{
    /// <summary>The order of all cells, the areas of the samples and their rankings.</summary>
    private const int PooledSteps = 3;

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
    public required IReadOnlyList<double> LogLoss { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the mean of (p - outcome)² of each label.</summary>
    public required IReadOnlyList<double> Brier { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the calibration of each label in 15 bins of equal width.</summary>
    public required IReadOnlyList<CalibrationCurve> Calibration { get; init => field = Frozen.Copy(value); }

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
    public static MultiLabelScoreMetrics Compute(LabelMatrix truth, ScoreMatrix scores) => Compute(truth, scores, progress: null, CancellationToken.None);

    /// <summary>Gets the number of steps that a computation reports.</summary>
    internal static int StepsOf(int labels) => labels + PooledSteps;

    internal static MultiLabelScoreMetrics Compute(LabelMatrix truth, ScoreMatrix scores, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        var steps = new StepProgress(progress);
        var labels = OfLabels(truth, scores, steps, cancellationToken);
        long[] support = [.. labels.Select(label => label.Support)];
        double? area = null;
        LabelRanking? ranking = null;
        (int[] Order, double[] Sorted) pooled = default;
        Parallel.Invoke(
            new ParallelOptions { CancellationToken = cancellationToken },
            () => Step(() => pooled = (ScoreOrder.Ascending(scores.Values, out var all), all)),
            () => Step(() => area = SamplesArea(truth, scores)),
            () => Step(() => ranking = LabelRanking.Compute(truth, scores)));
        var (order, sorted) = pooled;
        return new MultiLabelScoreMetrics
        {
            RocAuc = ClassScores.Create([.. labels.Select(label => label.RocAuc)], support),
            RocAucMicro = Metrics.RocAuc.Compute(truth.Values, order, sorted),
            RocAucSamples = area,
            AveragePrecision = ClassScores.Create([.. labels.Select(label => label.AveragePrecision)], support),
            AveragePrecisionMicro = Metrics.AveragePrecision.Compute(truth.Values, order, sorted),
            Ranking = ranking!,
            LogLoss = [.. labels.Select(label => label.LogLoss)],
            Brier = [.. labels.Select(label => label.Brier)],
            Calibration = [.. labels.Select(label => label.Calibration)],
            PooledEqualWidthTen = CalibrationCurve.EqualWidth(scores.Values, truth.Values, 10),
            PooledEqualWidthFifteen = CalibrationCurve.EqualWidth(scores.Values, truth.Values, 15),
            PooledEqualMassFifteen = CalibrationCurve.EqualMass(truth.Values, order, sorted, 15),
        };

        void Step(Action compute)
        {
            compute();
            steps.Done();
        }
    }

    private static LabelFigures[] OfLabels(LabelMatrix truth, ScoreMatrix scores, StepProgress steps, CancellationToken cancellationToken)
    {
        var labels = new LabelFigures[truth.Columns];
        Parallel.For(
            0,
            truth.Columns,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            () => new LabelFigures.Buffers(truth.Rows),
            (label, _, buffers) =>
            {
                labels[label] = LabelFigures.Compute(truth, scores, label, buffers);
                steps.Done();
                return buffers;
            },
            _ => { });
        return labels;
    }

    private static double? SamplesArea(LabelMatrix truth, ScoreMatrix scores)
    {
        double? sum = 0;
        var sorted = new double[truth.Columns];
        var order = new int[truth.Columns];
        for (var row = 0; row < truth.Rows && sum is not null; row++)
        {
            ScoreOrder.Ascending(scores.Row(row), sorted, order);
            sum += Metrics.RocAuc.Compute(truth.Row(row), order, sorted);
        }

        return sum / truth.Rows;
    }
}
