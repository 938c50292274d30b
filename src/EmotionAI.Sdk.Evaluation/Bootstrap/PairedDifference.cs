using System.Globalization;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Holds how much better one model is than another on the same samples.</summary>
/// <param name="Difference">The first model's figure less the second's, with its interval.</param>
/// <param name="PValue">Twice the share of resamples on the far side of 0, counting one more of each: small where the difference is hardly noise.</param>
internal sealed record PairedDifference(BootstrapInterval Difference, double PValue)
{
    /// <summary>Writes the difference, its interval and the p-value, culture-free.</summary>
    /// <returns>Such as <c>0.0595 [0.0446, 0.0728] (95 %, 1000 resamples, seed 1), p = 0.0020</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Difference}, p = {PValue:F4}");
}
