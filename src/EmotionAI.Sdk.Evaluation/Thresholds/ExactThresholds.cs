namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Fits thresholds exactly: every distinct score is tried, and values are compared as fractions, not as rounded numbers.</summary>
/// <remarks>
/// Safe for concurrent use. Fit on dev data, never on test data. The bare best cut of a rare label is noise; <see cref="GuardedThresholds"/> is the usual choice.
/// </remarks>
internal static class ExactThresholds
{
    /// <summary>Fits the threshold of one label by F1.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The scores of the label.</param>
    /// <returns>The fit; null where no sample has the label.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static ThresholdFit? FitClass(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores) => ClassThresholdSearch.Fit(outcomes, scores, ClassThresholdSearch.F1);

    /// <summary>Fits the threshold of one label by the largest recall at a precision.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The scores of the label.</param>
    /// <param name="precision">The smallest precision, 0 to 1.</param>
    /// <returns>The fit, whose value is the recall; of equals <see cref="ThresholdFit.CutLargest"/> has the best precision. Null where no cut has the precision.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN, or the precision is not from 0 to 1.</exception>
    public static ThresholdFit? FitClassForPrecision(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores, double precision)
    {
        if (!(precision is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(precision), Invariant($"{precision}"), "A precision is from 0 to 1.");
        }

        return ClassThresholdSearch.Fit(outcomes, scores, (hits, predicted, positives) =>
            (double)hits / predicted >= precision ? new WholeRatio(hits, positives) : null);
    }

    /// <summary>Fits the threshold of each label by F1.</summary>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>One fit a label; null for a label that no sample has.</returns>
    public static IReadOnlyList<ThresholdFit?> FitClasses(LabelMatrix truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        return [.. Enumerable.Range(0, truth.Columns).Select(label => FitClass(truth.Column(label), scores.Column(label)))];
    }

    /// <summary>Fits one threshold for all labels.</summary>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <param name="objective">What to make as large as possible.</param>
    /// <returns>The fit.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or there is no sample.</exception>
    public static ThresholdFit FitGlobal(LabelMatrix truth, ScoreMatrix scores, ThresholdObjective objective)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        return GlobalThresholdSearch.Fit(truth, scores, objective);
    }

    /// <summary>Fits one threshold for all labels by the largest micro recall at a micro precision.</summary>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <param name="precision">The smallest precision, 0 to 1.</param>
    /// <returns>The fit, whose value is the recall; null where no cut has the precision.</returns>
    public static ThresholdFit? FitGlobalForPrecision(LabelMatrix truth, ScoreMatrix scores, double precision)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        return FitClassForPrecision(truth.Values, scores.Values, precision);
    }

    /// <summary>Gives the smallest best cut of each label by F1; a label that no sample has takes the one of all labels by macro F1.</summary>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>One threshold a label.</returns>
    public static double[] PerClass(LabelMatrix truth, ScoreMatrix scores)
    {
        var fits = FitClasses(truth, scores);
        var fallback = fits.Any(fit => fit is null) ? FitGlobal(truth, scores, ThresholdObjective.MacroF1).CutSmallest : 0;
        return [.. fits.Select(fit => fit?.CutSmallest ?? fallback)];
    }
}
