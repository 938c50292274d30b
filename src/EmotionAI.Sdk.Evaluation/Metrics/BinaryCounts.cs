namespace EmotionAI.Evaluation.Metrics;

/// <summary>Counts the four outcomes of one label against the rest, and what follows from them.</summary>
/// <remarks>The 2×2 confusion matrix of scikit-learn's <c>multilabel_confusion_matrix</c>: <c>[[tn, fp], [fn, tp]]</c>. A ratio of nothing is 0 (<c>zero_division=0</c>).</remarks>
/// <param name="TruePositives">The samples that have the label and were given it.</param>
/// <param name="FalsePositives">The samples that were given the label and do not have it.</param>
/// <param name="FalseNegatives">The samples that have the label and were not given it.</param>
/// <param name="TrueNegatives">The samples that neither have the label nor were given it.</param>
internal readonly record struct BinaryCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Gets the number of samples that have the label.</summary>
    public long Support => TruePositives + FalseNegatives;

    /// <summary>Gets the number of samples that were given the label.</summary>
    public long Predicted => TruePositives + FalsePositives;

    /// <summary>Gets the number of samples.</summary>
    public long Total => Support + FalsePositives + TrueNegatives;

    /// <summary>Gets the share of the predicted that is right; 0 where nothing was predicted.</summary>
    public double Precision => Ratio(TruePositives, Predicted);

    /// <summary>Gets the share of the true that was found; 0 where nothing is true.</summary>
    public double Recall => Ratio(TruePositives, Support);

    /// <summary>Gets <c>2tp / (2tp + fp + fn)</c>; 0 where there is no true positive.</summary>
    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Gets <c>tp / (tp + fp + fn)</c>; 0 where there is no true positive.</summary>
    public double Jaccard => Ratio(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Gets the share of samples that are right.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, Total);

    /// <summary>Gets Cohen's kappa; null where truth and prediction are one and the same class throughout.</summary>
    public double? CohenKappa => Agreement.CohenKappa([[TrueNegatives, FalsePositives], [FalseNegatives, TruePositives]]);

    /// <summary>Gets the Matthews correlation coefficient, -1 to 1; 0 where its denominator is 0.</summary>
    public double MatthewsCorrelation => Agreement.MatthewsCorrelation([[TrueNegatives, FalsePositives], [FalseNegatives, TruePositives]]);

    /// <summary>Counts the outcomes of one label.</summary>
    /// <param name="truth">1 where the sample has the label, else 0.</param>
    /// <param name="predicted">1 where the sample was given the label, else 0.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BinaryCounts Count(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted)
    {
        Lengths.ThrowIfDifferent(truth.Length, predicted.Length, nameof(predicted));
        Span<long> counts = stackalloc long[4];
        for (var i = 0; i < truth.Length; i++)
        {
            counts[(truth[i] != 0 ? 2 : 0) + (predicted[i] != 0 ? 1 : 0)]++;
        }

        return new BinaryCounts(counts[3], counts[1], counts[2], counts[0]);
    }

    internal static double Ratio(long numerator, long denominator) => numerator == 0 ? 0 : (double)numerator / denominator;
}
