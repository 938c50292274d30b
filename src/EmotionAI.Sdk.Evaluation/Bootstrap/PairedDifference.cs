namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Holds how much better one model is than another on the same samples.</summary>
/// <param name="Difference">The first model's figure less the second's, with its interval.</param>
/// <param name="PValue">Twice the share of resamples on the far side of 0, counting one more of each: small where the difference is hardly noise.</param>
public sealed record PairedDifference(BootstrapInterval Difference, double PValue);
