using EmotionAI.Mocks;

namespace EmotionAI.Tests;

/// <summary>Says when a call has begun, and answers it when it may.</summary>
internal sealed class HeldClassifier(TaskCompletionSource begun, Task mayEnd, TaskCompletionSource? cancelled = null) : IEmotionClassifier<string>
{
    private readonly MockTextEmotionClassifier _mock = new();

    public EmotionClassifierMetadata Metadata => _mock.Metadata;

    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => _mock.Classify(input, options, cancellationToken);

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => _mock.ClassifyBatch(inputs, options, cancellationToken);

    public async ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        begun.TrySetResult();
        try
        {
            await mayEnd.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            cancelled?.TrySetResult();
            throw;
        }

        return Classify(input, options, cancellationToken);
    }

    public void Dispose() => _mock.Dispose();

    public ValueTask DisposeAsync() => _mock.DisposeAsync();
}
