using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;

namespace EmotionAI.Training.Writing;

/// <summary>Puts a prediction beside the truth.</summary>
internal static class EvaluatedAnswer
{
    public static EvaluatedSample Of(PreparedSample sample, EmotionPrediction prediction, EmotionLabels labels) => new()
    {
        Input = sample.Input,
        Truth = [.. sample.Labels.Select(labels.IndexOf).Order()],
        Predicted = [.. prediction.Labels.Select(label => labels.IndexOf(label.Label)).Order()],
        Scores = [.. labels.Select(label => (double)prediction[label])],
        Logits = [.. prediction.Logits.Select(logit => (double)logit)],
        Speaker = sample.Speaker,
        HasSpeech = prediction.Quality is null ? null : prediction.NoSpeech is null,
    };
}
