namespace EmotionAI.Training.Heads;

/// <summary>Holds how well a model answers that learned from so many samples.</summary>
/// <param name="Samples">The number of samples that each fit learned from, on average.</param>
/// <param name="Quality">The unweighted average recall of a single-label model, the macro average precision of a multi-label one; 0 to 1.</param>
public sealed record LearningCurvePoint(int Samples, double Quality);
