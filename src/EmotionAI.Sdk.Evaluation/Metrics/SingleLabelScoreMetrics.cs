namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of a single-label model that need its scores.</summary>
internal sealed record SingleLabelScoreMetrics
{
    /// <summary>Gets the area under the ROC curve, each label against the rest.</summary>
    public required ClassScores RocAuc { get; init; }

    /// <summary>Gets the area averaged over pairs of labels that occur; null where fewer than two do.</summary>
    public required double? RocAucOneVersusOne { get; init; }

    /// <summary>Gets the area averaged over pairs of labels that occur, weighted by their samples; null where fewer than two do.</summary>
    public required double? RocAucOneVersusOneWeighted { get; init; }

    /// <summary>Gets the average precision, each label against the rest.</summary>
    public required ClassScores AveragePrecision { get; init; }

    /// <summary>Gets the mean of -ln p of the true label, p clipped to [2^-52, 1 - 2^-52].</summary>
    public required double LogLoss { get; init; }

    /// <summary>Gets the Brier score, 0 to 2.</summary>
    public required double BrierSum { get; init; }

    /// <summary>Gets half the Brier score, 0 to 1: what scikit-learn answers for two classes.</summary>
    public double BrierHalf => BrierSum / 2;

    /// <summary>Gets how often the true label is among the best k; the first value is for k = 1.</summary>
    public required IReadOnlyList<double> TopKAccuracy { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the calibration of the best score in 10 bins of equal width.</summary>
    public required CalibrationCurve EqualWidthTen { get; init; }

    /// <summary>Gets the calibration of the best score in 15 bins of equal width.</summary>
    public required CalibrationCurve EqualWidthFifteen { get; init; }

    /// <summary>Gets the calibration of the best score in 15 bins of equal count.</summary>
    public required CalibrationCurve EqualMassFifteen { get; init; }

    /// <summary>Computes the figures.</summary>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="scores">The probabilities, <c>[samples, labels]</c>.</param>
    /// <returns>The figures.</returns>
    public static SingleLabelScoreMetrics Compute(ReadOnlySpan<int> truth, ScoreMatrix scores) => Compute(truth, scores, progress: null, CancellationToken.None);

    /// <summary>Gets the number of steps that a computation reports: each label against the rest, then against each after it.</summary>
    internal static int StepsOf(int labels) => 2 * labels;

    internal static SingleLabelScoreMetrics Compute(ReadOnlySpan<int> truth, ScoreMatrix scores, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var best = scores.ArgMax();
        var confidences = new double[truth.Length];
        var outcomes = new byte[truth.Length];
        for (var row = 0; row < truth.Length; row++)
        {
            confidences[row] = scores[row, best[row]];
            outcomes[row] = best[row] == truth[row] ? (byte)1 : (byte)0;
        }

        var steps = new StepProgress(progress);
        var (areas, precisions, support) = OneVersusRest(truth, scores, steps, cancellationToken);
        var (plain, weighted) = Metrics.RocAuc.OneVersusOne(truth, scores, steps, cancellationToken);
        return new SingleLabelScoreMetrics
        {
            RocAuc = ClassScores.Create(areas, support),
            RocAucOneVersusOne = plain,
            RocAucOneVersusOneWeighted = weighted,
            AveragePrecision = ClassScores.Create(precisions, support),
            LogLoss = ProbabilityLoss.LogLoss(truth, scores),
            BrierSum = ProbabilityLoss.Brier(truth, scores),
            TopKAccuracy = Metrics.TopKAccuracy.Compute(truth, scores),
            EqualWidthTen = CalibrationCurve.EqualWidth(confidences, outcomes, 10),
            EqualWidthFifteen = CalibrationCurve.EqualWidth(confidences, outcomes, 15),
            EqualMassFifteen = CalibrationCurve.EqualMass(confidences, outcomes, 15),
        };
    }

    private static (double?[] Areas, double?[] Precisions, long[] Support) OneVersusRest(ReadOnlySpan<int> truth, ScoreMatrix scores, StepProgress steps, CancellationToken cancellationToken)
    {
        var areas = new double?[scores.Columns];
        var precisions = new double?[scores.Columns];
        var support = new long[scores.Columns];
        var outcomes = new byte[truth.Length];
        for (var label = 0; label < scores.Columns; label++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var row = 0; row < truth.Length; row++)
            {
                outcomes[row] = truth[row] == label ? (byte)1 : (byte)0;
                support[label] += outcomes[row];
            }

            var order = ScoreOrder.Ascending(scores.Column(label), out var sorted);
            areas[label] = Metrics.RocAuc.Compute(outcomes, order, sorted);
            precisions[label] = Metrics.AveragePrecision.Compute(outcomes, order, sorted);
            steps.Done();
        }

        return (areas, precisions, support);
    }
}
