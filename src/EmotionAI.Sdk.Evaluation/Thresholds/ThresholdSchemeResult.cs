using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Holds how well a scheme does on samples that it was not fitted on.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Macro">The plain means over labels, of the predictions of all folds together.</param>
/// <param name="Micro">The averages over summed counts, of the predictions of all folds together.</param>
/// <param name="FoldMacroF1">The macro F1 of each fold.</param>
public sealed record ThresholdSchemeResult(ThresholdScheme Scheme, AverageMetrics Macro, AverageMetrics Micro, IReadOnlyList<double> FoldMacroF1)
{
    /// <summary>Gets the macro F1 of each fold.</summary>
    public IReadOnlyList<double> FoldMacroF1 { get; init => field = Frozen.Copy(value); } = Frozen.Copy(FoldMacroF1);
}
