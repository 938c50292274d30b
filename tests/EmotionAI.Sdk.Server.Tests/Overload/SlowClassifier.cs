using System.Collections.Concurrent;
using System.Globalization;

namespace EmotionAI.Tests.Overload;

/// <summary>Answers a text that is a number with that number as the score, a run after the other and slowly, or not at all while it is held.</summary>
internal sealed class SlowClassifier(TimeSpan run) : IEmotionClassifier<string>
{
    private readonly ManualResetEventSlim _open = new(true);

    public EmotionClassifierMetadata Metadata { get; } = new() { ModelId = "slow", Labels = new EmotionLabels(["joy"]), ProblemType = ProblemType.MultiLabel };

    /// <summary>Gets every text that was classified.</summary>
    public ConcurrentBag<string> Seen { get; } = [];

    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => ClassifyBatch([input], options, cancellationToken)[0];

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        _open.Wait(cancellationToken);
        Thread.Sleep(run);
        return [.. inputs.Select(Answer)];
    }

    public ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Classify(input, options, cancellationToken), cancellationToken));

    public void Dispose() => _open.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private EmotionPrediction Answer(string input)
    {
        Seen.Add(input);
        var score = new EmotionScore("joy", float.Parse(input, CultureInfo.InvariantCulture));
        return new EmotionPrediction { ModelId = Metadata.ModelId, Labels = [score], Scores = [score], Top = score };
    }
}
