using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds a sample whose labels the model has.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Truth">Its labels, as outputs of the model.</param>
internal sealed record PlannedSample(DatasetSample Sample, IReadOnlyList<int> Truth);
