using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds a figure of two models on the same samples.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class MetricDifference
{
    internal MetricDifference(double first, double second, PairedDifference paired)
    {
        First = first;
        Second = second;
        Difference = paired.Difference;
        PValue = paired.PValue;
    }

    /// <summary>Gets the key of the figure in <c>metrics_overall.json</c>.</summary>
    public string Name => Difference.Name;

    /// <summary>Gets the figure of the first model.</summary>
    public double First { get; }

    /// <summary>Gets the figure of the second model.</summary>
    public double Second { get; }

    /// <summary>Gets the second less the first, by paired bootstrap.</summary>
    public BootstrapInterval Difference { get; }

    /// <summary>Gets twice the share of resamples on the far side of 0, counting one more of each: small where the difference is hardly noise.</summary>
    public double PValue { get; }
}
