namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of a multi-label model, equal to scikit-learn's with <c>zero_division=0</c>.</summary>
internal sealed record MultiLabelMetrics
{
    /// <summary>Gets the number of samples.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Gets the figures of each label in index order, with its 2×2 confusion matrix.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the averages over summed counts.</summary>
    public required AverageMetrics Micro { get; init; }

    /// <summary>Gets the plain means over all labels; one without samples counts 0.</summary>
    public required AverageMetrics Macro { get; init; }

    /// <summary>Gets the means weighted by support.</summary>
    public required AverageMetrics Weighted { get; init; }

    /// <summary>Gets the means over samples; one with nothing true and nothing predicted counts 0.</summary>
    public required AverageMetrics Samples { get; init; }

    /// <summary>Gets the plain means over the labels that occur in the truth.</summary>
    public required AverageMetrics MacroOverSupported { get; init; }

    /// <summary>Gets the share of samples whose whole set of labels is right.</summary>
    public required double SubsetAccuracy { get; init; }

    /// <summary>Gets the mean over samples of the intersection over the union; 0 for a sample with neither.</summary>
    public required double JaccardSamples { get; init; }

    /// <summary>Gets the number of samples without a true label.</summary>
    public required int RowsWithoutTruth { get; init; }

    /// <summary>Gets the number of samples without a predicted label.</summary>
    public required int RowsWithoutPrediction { get; init; }

    /// <summary>Gets the figures that need scores; null where there are none.</summary>
    public required MultiLabelScoreMetrics? Scores { get; init; }

    /// <summary>Gets the share of cells that are wrong.</summary>
    public double HammingLoss =>
        BinaryCounts.Ratio(Classes.Sum(label => label.Counts.FalsePositives + label.Counts.FalseNegatives), (long)SampleCount * Classes.Count);

    /// <summary>Gets the mean over labels of the intersection over the union.</summary>
    public double JaccardMacro => Classes.Average(label => label.Counts.Jaccard);

    /// <summary>Gets the mean number of true labels of a sample.</summary>
    public double TrueCardinality => BinaryCounts.Ratio(Classes.Sum(label => label.Support), SampleCount);

    /// <summary>Gets the mean number of predicted labels of a sample.</summary>
    public double PredictedCardinality => BinaryCounts.Ratio(Classes.Sum(label => label.Counts.Predicted), SampleCount);

    /// <summary>Computes the figures.</summary>
    /// <param name="predictions">The predictions, with scores or without.</param>
    /// <returns>The figures.</returns>
    public static MultiLabelMetrics Compute(MultiLabelPredictions predictions) => Compute(predictions, progress: null, CancellationToken.None);

    internal static MultiLabelMetrics Compute(MultiLabelPredictions predictions, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (truth, predicted) = (predictions.Truth, predictions.Predicted);
        var counts = Enumerable.Range(0, truth.Columns).Select(i => BinaryCounts.Count(truth.Column(i), predicted.Column(i))).ToList();
        var rows = Enumerable.Range(0, truth.Rows).Select(i => BinaryCounts.Count(truth.Row(i), predicted.Row(i))).ToList();
        var figures = predictions.Scores is { } scores ? MultiLabelScoreMetrics.Compute(truth, scores, progress, cancellationToken) : null;
        return new MultiLabelMetrics
        {
            SampleCount = predictions.Count,
            Classes = [.. counts.Select((count, i) => new ClassMetrics(predictions.Labels[i], count) { RocAuc = figures?.RocAuc.PerClass[i], AveragePrecision = figures?.AveragePrecision.PerClass[i] })],
            Micro = AverageMetrics.Micro(counts),
            Macro = AverageMetrics.Macro(counts),
            Weighted = AverageMetrics.Weighted(counts),
            Samples = AverageMetrics.Samples(truth, predicted),
            MacroOverSupported = AverageMetrics.MacroOverSupported(counts),
            SubsetAccuracy = BinaryCounts.Ratio(rows.Count(row => row.FalsePositives + row.FalseNegatives == 0), rows.Count),
            JaccardSamples = rows.Average(row => row.Jaccard),
            RowsWithoutTruth = rows.Count(row => row.Support == 0),
            RowsWithoutPrediction = rows.Count(row => row.Predicted == 0),
            Scores = figures,
        };
    }
}
