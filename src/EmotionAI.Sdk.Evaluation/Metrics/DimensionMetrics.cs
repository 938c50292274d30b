namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of one emotional dimension, such as valence, arousal or dominance.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class DimensionMetrics
{
    private DimensionMetrics(int sampleCount, double? concordance, double? pearson, double rootMeanSquaredError, double meanAbsoluteError)
    {
        SampleCount = sampleCount;
        ConcordanceCorrelation = concordance;
        PearsonCorrelation = pearson;
        RootMeanSquaredError = rootMeanSquaredError;
        MeanAbsoluteError = meanAbsoluteError;
    }

    /// <summary>Gets the number of samples.</summary>
    public int SampleCount { get; }

    /// <summary>Gets Lin's concordance correlation coefficient, -1 to 1, with population variances; null where both are one and the same constant.</summary>
    public double? ConcordanceCorrelation { get; }

    /// <summary>Gets Pearson's correlation coefficient, -1 to 1; null where one of both is constant.</summary>
    public double? PearsonCorrelation { get; }

    /// <summary>Gets the root of the mean squared difference.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>Gets the mean of the absolute difference.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Computes the figures.</summary>
    /// <param name="truth">The true values.</param>
    /// <param name="predicted">The predicted values.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">There is no value, or the lengths differ.</exception>
    public static DimensionMetrics Compute(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        if (truth.IsEmpty || truth.Length != predicted.Length)
        {
            throw new ArgumentException($"There are {truth.Length} true and {predicted.Length} predicted values; one of each a sample, and one sample or more, are allowed.", nameof(predicted));
        }

        double trueMean = Mean(truth), predictedMean = Mean(predicted);
        double trueVariance = 0, predictedVariance = 0, covariance = 0, squares = 0, absolutes = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            double a = truth[i] - trueMean, b = predicted[i] - predictedMean, gap = truth[i] - predicted[i];
            trueVariance += a * a;
            predictedVariance += b * b;
            covariance += a * b;
            squares += gap * gap;
            absolutes += Math.Abs(gap);
        }

        var shift = trueMean - predictedMean;
        var concordance = trueVariance + predictedVariance + (truth.Length * shift * shift);
        return new DimensionMetrics(
            truth.Length,
            concordance == 0 ? null : 2 * covariance / concordance,
            trueVariance == 0 || predictedVariance == 0 ? null : covariance / Math.Sqrt(trueVariance) / Math.Sqrt(predictedVariance),
            Math.Sqrt(squares / truth.Length),
            absolutes / truth.Length);
    }

    /// <summary>Computes the concordance correlation of some samples of one dimension; one may occur more than once.</summary>
    /// <returns>What <see cref="ConcordanceCorrelation"/> is for them.</returns>
    internal static double? Concordance(ScoreMatrix truth, ScoreMatrix predicted, int dimension, ReadOnlySpan<int> rows)
    {
        double trueMean = 0, predictedMean = 0;
        foreach (var row in rows)
        {
            trueMean += truth[row, dimension];
            predictedMean += predicted[row, dimension];
        }

        (trueMean, predictedMean) = (trueMean / rows.Length, predictedMean / rows.Length);
        double variances = 0, covariance = 0;
        foreach (var row in rows)
        {
            double a = truth[row, dimension] - trueMean, b = predicted[row, dimension] - predictedMean;
            variances += (a * a) + (b * b);
            covariance += a * b;
        }

        var shift = trueMean - predictedMean;
        var whole = variances + (rows.Length * shift * shift);
        return whole == 0 ? null : 2 * covariance / whole;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
