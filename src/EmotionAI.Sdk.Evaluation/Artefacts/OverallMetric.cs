namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds one number of <c>metrics_overall.json</c>.</summary>
/// <param name="Name">The key; below a nested object its keys are joined with dots, as in <c>test.eval_loss</c>.</param>
/// <param name="Value">The number; NaN where it is undefined.</param>
/// <param name="IsWhole">Whether it is written without a point, as a count is.</param>
internal sealed record OverallMetric(string Name, double Value, bool IsWhole = false);
