using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Running;

/// <summary>Counts which answers of a classifier are about the beginning of their input only, and notes what the texts are like. Owns nothing.</summary>
internal sealed class CountedClassifier<T>(IEmotionClassifier<T> classifier, PartialInputCount partial, ICollection<TextQuality> qualities) : IEmotionClassifier<T>
{
    public EmotionClassifierMetadata Metadata => classifier.Metadata;

    public object? GetService(Type serviceType, object? serviceKey = null) => classifier.GetService(serviceType, serviceKey);

    public EmotionPrediction Classify(T input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        Count(classifier.Classify(input, options, cancellationToken));

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<T> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var predictions = classifier.ClassifyBatch(inputs, options, cancellationToken);
        foreach (var prediction in predictions)
        {
            Count(prediction);
        }

        return predictions;
    }

    public async ValueTask<EmotionPrediction> ClassifyAsync(T input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        Count(await classifier.ClassifyAsync(input, options, cancellationToken).ConfigureAwait(false));

    public void Dispose()
    {
        // The classifier is its owner's.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private EmotionPrediction Count(EmotionPrediction prediction)
    {
        partial.Add(prediction);
        if (prediction.TextQuality is { } quality)
        {
            qualities.Add(quality);
        }

        return prediction;
    }
}
