using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Chooses between threshold schemes on dev data alone: each is fitted on all folds but one and measured on that one.</summary>
/// <remarks>Safe for concurrent use. The folds follow from the seed, the same on every machine.</remarks>
internal static class ThresholdCrossValidation
{
    /// <summary>Fits a scheme.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <returns>One threshold a label.</returns>
    public static double[] Fit(ThresholdScheme scheme, LabelMatrix truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        return scheme switch
        {
            ThresholdScheme.Fixed => Same(0.5, truth.Columns),
            ThresholdScheme.Global => Same(ExactThresholds.FitGlobal(truth, scores, ThresholdObjective.MacroF1).CutSmallest, truth.Columns),
            ThresholdScheme.PerClass => ExactThresholds.PerClass(truth, scores),
            ThresholdScheme.Guarded => GuardedThresholds.Fit(truth, scores),
            _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "There is no such scheme."),
        };
    }

    /// <summary>Measures schemes.</summary>
    /// <param name="truth">The true labels of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="schemes">The schemes; none for all of them.</param>
    /// <param name="folds">The number of folds, 2 to the number of samples.</param>
    /// <param name="seed">The seed of the folds; print it beside the figures.</param>
    /// <returns>The results in the order of the schemes.</returns>
    public static IReadOnlyList<ThresholdSchemeResult> Compare(LabelMatrix truth, ScoreMatrix scores, IReadOnlyList<ThresholdScheme>? schemes = null, int folds = 5, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, truth.Rows);
        var parts = Split(truth.Rows, folds, seed);
        return [.. (schemes ?? Enum.GetValues<ThresholdScheme>()).Select(scheme => Measure(scheme, truth, scores, parts))];
    }

    private static ThresholdSchemeResult Measure(ThresholdScheme scheme, LabelMatrix truth, ScoreMatrix scores, int[][] parts)
    {
        var predicted = new byte[truth.Values.Length];
        var foldMacroF1 = new List<double>();
        foreach (var part in parts)
        {
            int[] rest = [.. parts.Where(other => other != part).SelectMany(rows => rows)];
            var thresholds = Fit(scheme, truth.Select(rest), scores.Select(rest));
            var held = LabelMatrix.FromScores(scores.Select(part), thresholds);
            foldMacroF1.Add(AverageMetrics.Macro(Count(truth.Select(part), held)).F1);
            for (var i = 0; i < part.Length; i++)
            {
                held.Row(i).CopyTo(predicted.AsSpan(part[i] * truth.Columns));
            }
        }

        var counts = Count(truth, new LabelMatrix(predicted, truth.Columns));
        return new ThresholdSchemeResult(scheme, AverageMetrics.Macro(counts), AverageMetrics.Micro(counts), foldMacroF1);
    }

    private static int[][] Split(int rows, int folds, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        new Xoshiro256StarStar(seed).Shuffle(order);
        return [.. Enumerable.Range(0, folds).Select(fold => order.Where((_, i) => i % folds == fold).ToArray())];
    }

    private static List<BinaryCounts> Count(LabelMatrix truth, LabelMatrix predicted) =>
        [.. Enumerable.Range(0, truth.Columns).Select(label => BinaryCounts.Count(truth.Column(label), predicted.Column(label)))];

    internal static double[] Same(double threshold, int labels)
    {
        var thresholds = new double[labels];
        Array.Fill(thresholds, threshold);
        return thresholds;
    }
}
