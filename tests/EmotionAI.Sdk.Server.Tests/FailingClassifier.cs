namespace EmotionAI.Tests;

/// <summary>Answers every text with an error of its choice.</summary>
internal sealed class FailingClassifier(Func<CancellationToken, Task>? fail = null) : IEmotionClassifier<string>
{
    public EmotionClassifierMetadata Metadata { get; } = new() { ModelId = "failing", Labels = EmotionLabels.GoEmotions, ProblemType = ProblemType.MultiLabel };

    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => throw new EmotionAIException(EmotionErrorCodes.InferenceFailed, "secret detail");

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => [.. inputs.Select(input => Classify(input))];

    public async ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        await (fail?.Invoke(cancellationToken) ?? Task.CompletedTask);
        return Classify(input, options, cancellationToken);
    }

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
