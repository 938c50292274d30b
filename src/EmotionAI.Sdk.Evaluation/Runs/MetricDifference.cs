using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds a figure of two models on the same samples.</summary>
/// <param name="Name">The key of the figure in <c>metrics_overall.json</c>.</param>
/// <param name="First">The figure of the first model.</param>
/// <param name="Second">The figure of the second model.</param>
/// <param name="Difference">The second less the first, by paired bootstrap.</param>
public sealed record MetricDifference(string Name, double First, double Second, PairedDifference Difference);
