using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Makes the usual figures ready for <see cref="BootstrapEstimator"/>: a resample of 5,000 samples of 28 labels takes microseconds.</summary>
/// <remarks>The metrics are safe for concurrent use. A label that is missing from a resample counts 0 in macro averages, as it does in scikit-learn.</remarks>
internal static class ResampledMetrics
{
    /// <summary>Makes the plain mean of F1 over all labels.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric MacroF1(MultiLabelPredictions predictions) => Table(predictions).Metric(MacroF1);

    /// <summary>Makes the plain mean of F1 over all labels.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric MacroF1(SingleLabelPredictions predictions) => Table(predictions).Metric(MacroF1);

    /// <summary>Makes the mean of F1 weighted by support.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric WeightedF1(MultiLabelPredictions predictions) => Table(predictions).Metric(WeightedF1);

    /// <summary>Makes the mean of F1 weighted by support.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric WeightedF1(SingleLabelPredictions predictions) => Table(predictions).Metric(WeightedF1);

    /// <summary>Makes F1 from summed counts.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric MicroF1(MultiLabelPredictions predictions) => Table(predictions).Metric(MicroF1);

    /// <summary>Makes the share of samples that are right.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric Accuracy(SingleLabelPredictions predictions) => Table(predictions).Metric(MicroF1);

    /// <summary>Makes the mean recall over the labels that occur in the resample.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric UnweightedAverageRecall(SingleLabelPredictions predictions) => Table(predictions).Metric(AverageRecall);

    /// <summary>Makes F1 of one label; undefined for a resample in which it neither occurs nor is predicted.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="label">The label, from 0.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric ClassF1(MultiLabelPredictions predictions, int label) => ClassF1(Table(predictions), label);

    /// <summary>Makes F1 of one label; undefined for a resample in which it neither occurs nor is predicted.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="label">The label, from 0.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric ClassF1(SingleLabelPredictions predictions, int label) => ClassF1(Table(predictions), label);

    /// <summary>Makes a mean over samples of a figure that each sample has by itself, such as samples F1, subset accuracy or log loss.</summary>
    /// <param name="values">The figure of each sample.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric Mean(ReadOnlySpan<double> values)
    {
        var copy = values.ToArray();
        return rows =>
        {
            double sum = 0;
            foreach (var row in rows)
            {
                sum += copy[row];
            }

            return sum / rows.Length;
        };
    }

    /// <summary>Makes the mean of F1 over samples.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric SamplesF1(MultiLabelPredictions predictions) => MeanOfRows(predictions, row => row.F1);

    /// <summary>Makes the share of samples whose whole set of labels is right.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The metric.</returns>
    public static ResampledMetric SubsetAccuracy(MultiLabelPredictions predictions) => MeanOfRows(predictions, row => row.FalsePositives + row.FalseNegatives == 0 ? 1 : 0);

    private static OutcomeTable Table(MultiLabelPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return OutcomeTable.Create(predictions);
    }

    private static OutcomeTable Table(SingleLabelPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return OutcomeTable.Create(predictions);
    }

    private static ResampledMetric MeanOfRows(MultiLabelPredictions predictions, Func<BinaryCounts, double> value)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Mean([.. Enumerable.Range(0, predictions.Count).Select(row => value(BinaryCounts.Count(predictions.Truth.Row(row), predictions.Predicted.Row(row))))]);
    }

    private static ResampledMetric ClassF1(OutcomeTable table, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        return table.Metric(counts => counts.Slice(3 * label, 3) is [0, 0, 0] ? double.NaN : F1(counts[3 * label], counts[(3 * label) + 1] + counts[(3 * label) + 2]));
    }

    internal static double MacroF1(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i += 3)
        {
            sum += F1(counts[i], counts[i + 1] + counts[i + 2]);
        }

        return 3 * sum / counts.Length;
    }

    internal static double WeightedF1(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        long support = 0;
        for (var i = 0; i < counts.Length; i += 3)
        {
            sum += (counts[i] + counts[i + 2]) * F1(counts[i], counts[i + 1] + counts[i + 2]);
            support += counts[i] + counts[i + 2];
        }

        return support == 0 ? 0 : sum / support;
    }

    internal static double MicroF1(ReadOnlySpan<int> counts)
    {
        long hits = 0, errors = 0;
        for (var i = 0; i < counts.Length; i += 3)
        {
            hits += counts[i];
            errors += counts[i + 1] + counts[i + 2];
        }

        return F1(hits, errors);
    }

    internal static double AverageRecall(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        var supported = 0;
        for (var i = 0; i < counts.Length; i += 3)
        {
            var support = counts[i] + counts[i + 2];
            sum += BinaryCounts.Ratio(counts[i], support);
            supported += support > 0 ? 1 : 0;
        }

        return sum / supported;
    }

    private static double F1(long hits, long errors) => BinaryCounts.Ratio(2 * hits, (2 * hits) + errors);
}
