namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Fits the thresholds of a multi-label model.</summary>
/// <remarks>Safe for concurrent use. Fit on dev data, never on test data: fitted thresholds flatter the data they were fitted to.</remarks>
/// <example><code>
/// var thresholds = ThresholdFitting.Fit(evaluated.Truth, evaluated.Scores!);
/// File.WriteAllBytes("inference_config.json", InferenceConfigFile.Format(evaluated.Labels, thresholds));
/// </code></example>
public static class ThresholdFitting
{
    /// <summary>Fits the threshold of each label.</summary>
    /// <param name="truth">The true labels of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores of the dev data, <c>[samples, labels]</c>, from 0 to 1.</param>
    /// <param name="options">How to fit; null for a guarded fit.</param>
    /// <returns>One threshold a label, up to 1; a label that is never to be accepted, or that reaches the precision with no threshold, has 1.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a score is NaN.</exception>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed, or no threshold for all labels reaches the precision.</exception>
    public static double[] Fit(LabelMatrix truth, ScoreMatrix scores, ThresholdOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        options ??= new ThresholdOptions();
        options.Validate();
        var thresholds = (options.Scheme, options.Precision, options.Objective) switch
        {
            (ThresholdScheme.Global, { } precision, _) => ThresholdCrossValidation.Same(GlobalForPrecision(truth, scores, precision), truth.Columns),
            (ThresholdScheme.PerClass, { } precision, _) => PerClassForPrecision(truth, scores, precision),
            (ThresholdScheme.Global, _, var objective) => ThresholdCrossValidation.Same(ExactThresholds.FitGlobal(truth, scores, objective).CutSmallest, truth.Columns),
            (ThresholdScheme.PerClass, _, ThresholdObjective.MicroF1) => MicroF1Thresholds.Fit(truth, scores),
            (ThresholdScheme.Guarded, _, _) => GuardedThresholds.Fit(truth, scores, options),
            _ => ThresholdCrossValidation.Fit(options.Scheme, truth, scores),
        };

        // A label that is never to be accepted has a threshold above its scores, which a score of 1 leaves no room for.
        return [.. thresholds.Select(threshold => Math.Min(1, threshold))];
    }

    /// <summary>Measures schemes by macro F1 on dev data alone: each is fitted on all folds but one and measured on that one.</summary>
    /// <param name="truth">The true labels of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores of the dev data, <c>[samples, labels]</c>.</param>
    /// <param name="schemes">The schemes; null for all of them.</param>
    /// <param name="folds">The number of folds, 2 to the number of samples.</param>
    /// <param name="seed">The seed of the folds, the same on every machine; print it beside the figures.</param>
    /// <returns>The results in the order of the schemes.</returns>
    public static IReadOnlyList<ThresholdSchemeResult> CrossValidate(LabelMatrix truth, ScoreMatrix scores, IReadOnlyList<ThresholdScheme>? schemes = null, int folds = 5, ulong seed = 1) =>
        ThresholdCrossValidation.Compare(truth, scores, schemes, folds, seed);

    private static double[] PerClassForPrecision(LabelMatrix truth, ScoreMatrix scores, double precision) =>
        [.. Enumerable.Range(0, truth.Columns).Select(label => ExactThresholds.FitClassForPrecision(truth.Column(label), scores.Column(label), precision)?.CutLargest ?? 1)];

    private static double GlobalForPrecision(LabelMatrix truth, ScoreMatrix scores, double precision) =>
        ExactThresholds.FitGlobalForPrecision(truth, scores, precision)?.CutLargest
        ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"No threshold for all labels reaches the precision {precision}; a lower one, or a threshold for each label (the scheme per-class, {nameof(ThresholdScheme)}.{nameof(ThresholdScheme.PerClass)}), is allowed."));
}
