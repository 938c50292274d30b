namespace EmotionAI.Tests.Multimodal;

/// <summary>Gives the scores that a function names for each input, by the rule of a model, and counts its calls.</summary>
internal sealed class FixedClassifier<T>(EmotionClassifierMetadata model, Func<T, float[]> answer, NoSpeechReason? noSpeech = null) : IEmotionClassifier<T>
{
    public EmotionClassifierMetadata Metadata => model;

    public int Batches { get; private set; }

    public bool IsDisposed { get; private set; }

    public EmotionPrediction Classify(T input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        EmotionScore[] scores = [.. answer(input).Select((score, i) => new EmotionScore(model.Labels[i], score))];
        var isGated = noSpeech is not null && options?.SpeechGate != false;
        return new EmotionPrediction
        {
            Labels = isGated ? [] : model.ProblemType == ProblemType.SingleLabel ? [scores.MaxBy(score => score.Score)] : [.. scores.Where(score => score.Score >= 0.5f)],
            Scores = scores,
            Top = scores.MaxBy(score => score.Score),
            ModelId = model.ModelId,
            Quality = noSpeech is null ? null : new AudioQuality { Duration = TimeSpan.FromSeconds(1), Peak = 0, Rms = 0, ClippingShare = 0, Offset = 0, ActiveSpeech = TimeSpan.Zero, NoSpeech = noSpeech },
        };
    }

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<T> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Batches++;
        return [.. inputs.Select(input => Classify(input, options, cancellationToken))];
    }

    public ValueTask<EmotionPrediction> ClassifyAsync(T input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => new(Classify(input, options, cancellationToken));

    public void Dispose() => IsDisposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
