using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Holds how well a scheme does on samples that it was not fitted on.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class ThresholdSchemeResult
{
    internal ThresholdSchemeResult(ThresholdScheme scheme, AverageMetrics macro, AverageMetrics micro, IReadOnlyList<double> foldMacroF1)
    {
        Scheme = scheme;
        Macro = macro;
        Micro = micro;
        FoldMacroF1 = Frozen.Copy(foldMacroF1);
    }

    /// <summary>Gets the scheme.</summary>
    public ThresholdScheme Scheme { get; }

    /// <summary>Gets the plain means over labels, of the predictions of all folds together.</summary>
    public AverageMetrics Macro { get; }

    /// <summary>Gets the averages over summed counts, of the predictions of all folds together.</summary>
    public AverageMetrics Micro { get; }

    /// <summary>Gets the macro F1 of each fold.</summary>
    public IReadOnlyList<double> FoldMacroF1 { get; }
}
