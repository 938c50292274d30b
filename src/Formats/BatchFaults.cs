using System.Runtime.ExceptionServices;

namespace EmotionAI;

/// <summary>Keeps an input that cannot be read from taking the others of its batch with it.</summary>
internal static class BatchFaults
{
    /// <summary>Classifies inputs at once; where one of them fails in halves, so that only what is bad fails and the others are still classified together.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="options">The decision rule.</param>
    /// <param name="cancellationToken">Ends the calls early.</param>
    /// <returns>The prediction of each input or its failure, in order; worked out as it is asked for. What is no fault of an input is thrown.</returns>
    public static IEnumerable<(EmotionPrediction? Prediction, ExceptionDispatchInfo? Failure)> Isolate<TInput>(IEmotionClassifier<TInput> classifier, ArraySegment<TInput> inputs, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        var (predictions, failure) = Classify(classifier, inputs, options, cancellationToken);
        if (failure is null)
        {
            return predictions.Select(static prediction => ((EmotionPrediction?)prediction, (ExceptionDispatchInfo?)null));
        }

        var half = inputs.Count / 2;
        return half == 0
            ? [(null, failure)]
            : new[] { inputs[..half], inputs[half..] }.SelectMany(part => Isolate(classifier, part, options, cancellationToken));
    }

    /// <summary>Does the same for those who write faults of inputs down: what is no <see cref="EmotionAIException"/> is thrown too.</summary>
    public static IEnumerable<(EmotionPrediction? Prediction, EmotionAIException? Error)> Outcomes<TInput>(IEmotionClassifier<TInput> classifier, TInput[] inputs, ClassificationOptions? options)
    {
        foreach (var (prediction, failure) in inputs.Length == 0 ? [] : Isolate(classifier, inputs, options, CancellationToken.None))
        {
            if (failure is { SourceException: not EmotionAIException })
            {
                failure.Throw();
            }

            yield return (prediction, failure?.SourceException as EmotionAIException);
        }
    }

    private static (IReadOnlyList<EmotionPrediction> Predictions, ExceptionDispatchInfo? Failure) Classify<TInput>(IEmotionClassifier<TInput> classifier, ArraySegment<TInput> inputs, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            var predictions = inputs.Count == 1 ? [classifier.Classify(inputs[0], options, cancellationToken)] : classifier.ClassifyBatch(inputs, options, cancellationToken);
            return predictions.Count == inputs.Count ? (predictions, null) : throw new InvalidOperationException(Invariant($"{classifier.GetType()} gives {predictions.Count} predictions for {inputs.Count} inputs."));
        }
        catch (Exception e) when (e is EmotionAIException or ArgumentException)
        {
            return ([], ExceptionDispatchInfo.Capture(e));
        }
    }
}
