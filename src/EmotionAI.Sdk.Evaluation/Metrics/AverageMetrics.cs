namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds precision, recall and F1 averaged over labels, cells or samples.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class AverageMetrics
{
    internal AverageMetrics(double precision, double recall, double f1)
    {
        Precision = precision;
        Recall = recall;
        F1 = f1;
    }

    /// <summary>Gets the averaged precision, 0 to 1.</summary>
    public double Precision { get; }

    /// <summary>Gets the averaged recall, 0 to 1.</summary>
    public double Recall { get; }

    /// <summary>Gets the averaged F1, 0 to 1; for macro and weighted not the F1 of the averaged precision and recall.</summary>
    public double F1 { get; }

    /// <summary>Sums the counts of the labels, then computes.</summary>
    /// <param name="labels">The counts of each label.</param>
    /// <returns>The micro average.</returns>
    internal static AverageMetrics Micro(IReadOnlyList<BinaryCounts> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var sum = new BinaryCounts(
            labels.Sum(label => label.TruePositives), labels.Sum(label => label.FalsePositives), labels.Sum(label => label.FalseNegatives), 0);
        return new AverageMetrics(sum.Precision, sum.Recall, sum.F1);
    }

    /// <summary>Takes the plain mean over all labels; a label without samples counts 0.</summary>
    /// <param name="labels">The counts of each label.</param>
    /// <returns>The macro average.</returns>
    internal static AverageMetrics Macro(IReadOnlyList<BinaryCounts> labels) => Weigh(labels, _ => 1);

    /// <summary>Takes the plain mean over the labels that occur in the truth.</summary>
    /// <param name="labels">The counts of each label.</param>
    /// <returns>The macro average over supported labels; its recall is the unweighted average recall.</returns>
    internal static AverageMetrics MacroOverSupported(IReadOnlyList<BinaryCounts> labels) => Weigh(labels, label => label.Support > 0 ? 1 : 0);

    /// <summary>Takes the mean weighted by support; 0 where nothing is supported.</summary>
    /// <param name="labels">The counts of each label.</param>
    /// <returns>The weighted average.</returns>
    internal static AverageMetrics Weighted(IReadOnlyList<BinaryCounts> labels) => Weigh(labels, label => label.Support);

    /// <summary>Takes the mean over samples; a sample with nothing true and nothing predicted counts 0.</summary>
    /// <param name="truth">The true labels.</param>
    /// <param name="predicted">The predicted labels.</param>
    /// <returns>The samples average.</returns>
    internal static AverageMetrics Samples(LabelMatrix truth, LabelMatrix predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Lengths.ThrowIfDifferent(truth.Rows, predicted.Rows, nameof(predicted));
        var rows = new BinaryCounts[truth.Rows];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = BinaryCounts.Count(truth.Row(row), predicted.Row(row));
        }

        return Weigh(rows, _ => 1);
    }

    private static AverageMetrics Weigh(IReadOnlyList<BinaryCounts> counts, Func<BinaryCounts, long> weigh)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var weights = counts.Sum(weigh);
        return weights == 0
            ? new AverageMetrics(0, 0, 0)
            : new AverageMetrics(Mean(count => count.Precision), Mean(count => count.Recall), Mean(count => count.F1));

        double Mean(Func<BinaryCounts, double> figure) => PairwiseSum.Of((double[])[.. counts.Select(count => weigh(count) * figure(count))]) / weights;
    }
}
