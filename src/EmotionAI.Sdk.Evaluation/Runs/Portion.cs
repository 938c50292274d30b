using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Takes some samples through a classifier; one that fails leaves the others alone.</summary>
internal static class Portion
{
    public static IReadOnlyList<SampleAnswer> Classify<TInput>(IEmotionClassifier<TInput> classifier, Func<DatasetSample, TInput> open, IReadOnlyList<PlannedSample> samples, ClassificationOptions? decision)
    {
        var answers = new SampleAnswer[samples.Count];
        List<(int Index, TInput Input)> readable = [];
        for (var i = 0; i < samples.Count; i++)
        {
            try
            {
                readable.Add((i, open(samples[i].Sample)));
            }
            catch (EmotionAIException e)
            {
                answers[i] = SampleAnswer.Failed(samples[i].Sample, e.Message);
            }
        }

        Classify(classifier, samples, readable, decision, answers);
        return answers;
    }

    private static void Classify<TInput>(IEmotionClassifier<TInput> classifier, IReadOnlyList<PlannedSample> samples, List<(int Index, TInput Input)> inputs, ClassificationOptions? decision, SampleAnswer[] answers)
    {
        try
        {
            var predictions = classifier.ClassifyBatch([.. inputs.Select(input => input.Input)], decision);
            for (var i = 0; i < inputs.Count; i++)
            {
                answers[inputs[i].Index] = Answer(samples[inputs[i].Index], predictions[i], classifier.Metadata.Labels);
            }
        }
        catch (EmotionAIException e) when (inputs.Count == 1)
        {
            answers[inputs[0].Index] = SampleAnswer.Failed(samples[inputs[0].Index].Sample, e.Message);
        }
        catch (EmotionAIException)
        {
            foreach (var input in inputs)
            {
                Classify(classifier, samples, [input], decision, answers);
            }
        }
    }

    private static SampleAnswer Answer(PlannedSample planned, EmotionPrediction prediction, EmotionLabels labels) => new(planned.Sample.Line, new EvaluatedSample
    {
        Input = planned.Sample.Input,
        Speaker = planned.Sample.Speaker,
        Truth = planned.Truth,
        Predicted = [.. prediction.Labels.Select(label => labels.IndexOf(label.Label)).Order()],
        Scores = [.. prediction.Scores.Select(score => (double)score.Score)],
        Logits = [.. prediction.Logits.Select(logit => (double)logit)],
        HasSpeech = prediction.Quality is null ? null : prediction.NoSpeech is null,
    }, null);
}
