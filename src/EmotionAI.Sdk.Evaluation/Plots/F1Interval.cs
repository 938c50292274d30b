namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds the confidence interval of a label's F1.</summary>
/// <param name="Lower">The lower end, 0 to 1.</param>
/// <param name="Upper">The upper end, 0 to 1.</param>
public readonly record struct F1Interval(double Lower, double Upper);
