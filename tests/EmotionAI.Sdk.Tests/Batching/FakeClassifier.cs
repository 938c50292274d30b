using System.Collections.Concurrent;

namespace EmotionAI.Tests.Batching;

/// <summary>Answers with the input itself and the options of its call, and waits before it does so while it is held.</summary>
internal sealed class FakeClassifier : IEmotionClassifier<string>
{
    private readonly ManualResetEventSlim _open = new(true);
    private int _running;
    private int _entered;

    public EmotionClassifierMetadata Metadata { get; } = new() { ModelId = "fake", Labels = new EmotionLabels(["joy"]), ProblemType = ProblemType.MultiLabel };

    /// <summary>Gets what ran, in order: the inputs of each run.</summary>
    public ConcurrentQueue<string[]> Runs { get; } = [];

    /// <summary>Gets or sets whether runs are noted.</summary>
    public bool KeepsRuns { get; init; } = true;

    /// <summary>Gets or sets whether a run that is cancelled ends.</summary>
    public bool HeedsTokens { get; init; } = true;

    /// <summary>Gets or sets what is wrong with an input; null for nothing.</summary>
    public Func<string, Exception?> Fault { get; init; } = _ => null;

    /// <summary>Gets or sets what is done in each run.</summary>
    public Action Running { get; init; } = () => { };

    /// <summary>Gets the largest number of runs at one time.</summary>
    public int MostAtOnce { get; private set; }

    public bool IsIdle => Volatile.Read(ref _running) == 0;

    public bool IsDisposed { get; private set; }

    /// <summary>Lets runs begin and not end.</summary>
    public void Hold() => _open.Reset();

    /// <summary>Lets runs end.</summary>
    public void Release() => _open.Set();

    /// <summary>Waits until so many runs have begun.</summary>
    public void AwaitRuns(int count) => Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _entered) >= count, TimeSpan.FromSeconds(20)), $"{_entered} runs have begun, not {count}.");

    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => Run([input], options, cancellationToken)[0];

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => Run([.. inputs], options, cancellationToken);

    public ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Classify(input, options, cancellationToken), cancellationToken));

    public void Dispose() => IsDisposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private EmotionPrediction[] Run(string[] inputs, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (KeepsRuns)
        {
            Runs.Enqueue(inputs);
        }

        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        Interlocked.Increment(ref _entered);
        try
        {
            _open.Wait(HeedsTokens ? cancellationToken : CancellationToken.None);
            Running();
            return Array.ConvertAll(inputs, input => Fault(input) is { } fault ? throw fault : Answer(input, options));
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static EmotionPrediction Answer(string input, ClassificationOptions? options) => new()
    {
        ModelId = input,
        Labels = [],
        Scores = [],
        Top = new EmotionScore($"{options?.TopK} {options?.Threshold} {options?.SpeechGate}", 1),
    };
}
