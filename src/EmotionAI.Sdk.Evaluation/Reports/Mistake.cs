using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds a wrong decision on one label of one sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Label">The label that was given wrongly, or that was missed.</param>
/// <param name="Score">The score of the label; null where scores are not known.</param>
/// <param name="Threshold">The threshold of the label; null where the best score decides or it is not known.</param>
internal sealed record Mistake(EvaluatedSample Sample, int Label, double? Score, double? Threshold);
