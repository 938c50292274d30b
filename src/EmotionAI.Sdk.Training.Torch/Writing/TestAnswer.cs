using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Puts the answers of a loaded model beside the truth.</summary>
internal static class TestAnswer
{
    /// <summary>Asks a model for samples.</summary>
    public static EvaluatedModel Of(IReadOnlyList<PreparedSample> samples, EmotionClassifierMetadata metadata, Func<PreparedSample, EmotionPrediction> classify) => new()
    {
        ModelId = metadata.ModelId,
        Labels = metadata.Labels,
        ProblemType = metadata.ProblemType,
        Thresholds = metadata.Thresholds,
        Samples = [.. samples.Select(sample => Of(sample, classify(sample), metadata.Labels))],
    };

    private static EvaluatedSample Of(PreparedSample sample, EmotionPrediction prediction, EmotionLabels labels) => new()
    {
        Input = sample.Input,
        Speaker = sample.Speaker,
        Truth = [.. sample.Labels.Select(labels.IndexOf).Order()],
        Predicted = [.. prediction.Labels.Select(label => labels.IndexOf(label.Label)).Order()],
        Scores = [.. labels.Select(label => (double)prediction[label])],
        Logits = [.. prediction.Logits.Select(logit => (double)logit)],
    };
}
