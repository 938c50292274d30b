namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of a single-label model, equal to scikit-learn's with <c>zero_division=0</c> and all labels given.</summary>
internal sealed record SingleLabelMetrics
{
    /// <summary>Gets the number of samples.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Gets the labels that were true against those predicted.</summary>
    public required ConfusionMatrix ConfusionMatrix { get; init; }

    /// <summary>Gets the figures of each label in index order.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the averages over summed counts: precision = recall = F1 = accuracy.</summary>
    public required AverageMetrics Micro { get; init; }

    /// <summary>Gets the plain means over all labels; one without samples counts 0.</summary>
    public required AverageMetrics Macro { get; init; }

    /// <summary>Gets the means weighted by support.</summary>
    public required AverageMetrics Weighted { get; init; }

    /// <summary>Gets the plain means over the labels that occur in the truth.</summary>
    public required AverageMetrics MacroOverSupported { get; init; }

    /// <summary>Gets the figures that need scores; null where there are none.</summary>
    public required SingleLabelScoreMetrics? Scores { get; init; }

    /// <summary>Gets the share of samples that are right.</summary>
    public double Accuracy => ConfusionMatrix.Accuracy;

    /// <summary>Gets the share of samples that are wrong; equals the Hamming loss.</summary>
    public double HammingLoss => BinaryCounts.Ratio(Classes.Sum(label => label.Counts.FalseNegatives), SampleCount);

    /// <summary>Gets the mean recall over the labels that occur in the truth, also called balanced accuracy.</summary>
    public double UnweightedAverageRecall => MacroOverSupported.Recall;

    /// <summary>Gets Cohen's kappa; null where truth and prediction are one and the same class throughout.</summary>
    public double? CohenKappa => ConfusionMatrix.CohenKappa;

    /// <summary>Gets the multi-class Matthews correlation; 0 where its denominator is 0.</summary>
    public double MatthewsCorrelation => ConfusionMatrix.MatthewsCorrelation;

    /// <summary>Computes the figures.</summary>
    /// <param name="predictions">The predictions, with scores or without.</param>
    /// <returns>The figures.</returns>
    public static SingleLabelMetrics Compute(SingleLabelPredictions predictions) => Compute(predictions, progress: null, CancellationToken.None);

    internal static SingleLabelMetrics Compute(SingleLabelPredictions predictions, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var matrix = ConfusionMatrix.Count(predictions.Truth, predictions.Predicted, predictions.Labels.Count);
        var counts = Enumerable.Range(0, matrix.Size).Select(matrix.OneVersusRest).ToList();
        var figures = predictions.Scores is { } scores ? SingleLabelScoreMetrics.Compute(predictions.Truth, scores, progress, cancellationToken) : null;
        return new SingleLabelMetrics
        {
            SampleCount = predictions.Count,
            ConfusionMatrix = matrix,
            Classes = [.. counts.Select((count, i) => new ClassMetrics(predictions.Labels[i], count) { RocAuc = figures?.RocAuc.PerClass[i], AveragePrecision = figures?.AveragePrecision.PerClass[i] })],
            Micro = AverageMetrics.Micro(counts),
            Macro = AverageMetrics.Macro(counts),
            Weighted = AverageMetrics.Weighted(counts),
            MacroOverSupported = AverageMetrics.MacroOverSupported(counts),
            Scores = figures,
        };
    }
}
