namespace EmotionAI.Cli.Running;

/// <summary>Takes inputs to a classifier at once, and finds those at fault where that fails.</summary>
internal static class ClassifiedBatch
{
    /// <summary>Classifies all at once, and where that fails each half of them, down to the ones at fault.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="options">The decision rule.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>A prediction or a fault for each input.</returns>
    public static (EmotionPrediction? Prediction, EmotionAIException? Error)[] Classify<T>(IEmotionClassifier<T> classifier, T[] inputs, ClassificationOptions options, CancellationToken cancellationToken = default)
    {
        var outcomes = new (EmotionPrediction? Prediction, EmotionAIException? Error)[inputs.Length];
        Classify(classifier, inputs, options, outcomes, cancellationToken);
        return outcomes;
    }

    private static void Classify<T>(IEmotionClassifier<T> classifier, ArraySegment<T> inputs, ClassificationOptions options, Span<(EmotionPrediction? Prediction, EmotionAIException? Error)> outcomes, CancellationToken cancellationToken)
    {
        if (inputs.Count == 0)
        {
            return;
        }

        try
        {
            var predictions = classifier.ClassifyBatch(inputs, options, cancellationToken);
            for (var i = 0; i < predictions.Count; i++)
            {
                outcomes[i].Prediction = predictions[i];
            }
        }
        catch (EmotionAIException e) when (inputs.Count == 1)
        {
            outcomes[0].Error = e;
        }
        catch (EmotionAIException)
        {
            var half = inputs.Count / 2;
            Classify(classifier, inputs[..half], options, outcomes[..half], cancellationToken);
            Classify(classifier, inputs[half..], options, outcomes[half..], cancellationToken);
        }
    }
}
