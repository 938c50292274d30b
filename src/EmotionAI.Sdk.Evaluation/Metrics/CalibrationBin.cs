namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds one bin of a reliability diagram.</summary>
/// <param name="Count">The number of predictions in the bin.</param>
/// <param name="Confidence">Their mean score; null where the bin is empty.</param>
/// <param name="Accuracy">The share of them that is right; null where the bin is empty.</param>
internal sealed record CalibrationBin(int Count, double? Confidence, double? Accuracy);
