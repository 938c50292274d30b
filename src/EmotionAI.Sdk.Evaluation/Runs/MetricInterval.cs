using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Names a figure and says how much of it may be chance.</summary>
/// <param name="Name">The key of the figure in <c>metrics_overall.json</c>.</param>
/// <param name="Interval">The interval.</param>
public sealed record MetricInterval(string Name, BootstrapInterval Interval);
