using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.Tests.Inference.Parity;

/// <summary>Calls real classifiers from many threads: with each other, with their disposal, with cancellation.</summary>
public sealed class ConcurrencyParityTests
{
    private const int Threads = 8;
    private const int Rounds = 20;

    /// <summary>A batch of one length and a single call share every sum's order, so concurrent answers differ by nothing.</summary>
    private const float Tolerance = 0f;

    private static readonly string[] Texts = ["I can't believe we won!", "Why would you do that?", "ok", "Thank you so much, this made my day <3 😀", ""];

    [Fact]
    public Task Classify_TextFromManyThreads_GivesTheSingleThreadedAnswers() => CheckConcurrentAnswers(LoadText, Texts);

    [Fact]
    public Task Classify_SpeechFromManyThreads_GivesTheSingleThreadedAnswers() => CheckConcurrentAnswers(LoadSpeech, Clips());

    [Fact]
    public Task Dispose_DuringTextCalls_EndsEachWithAnAnswerOrObjectDisposed() => CheckDisposal(LoadText, Texts);

    [Fact]
    public Task Dispose_DuringSpeechCalls_EndsEachWithAnAnswerOrObjectDisposed() => CheckDisposal(LoadSpeech, Clips());

    [Fact]
    public Task Cancel_DuringTextCalls_LeavesTheClassifierUsable() => CheckCancellation(LoadText, Texts);

    [Fact]
    public Task Cancel_DuringSpeechCalls_LeavesTheClassifierUsable() => CheckCancellation(LoadSpeech, Clips());

    private static TextEmotionClassifier LoadText() => TextEmotionClassifier.Load(Goldens.Path("models", "text", "model"));

    private static AudioEmotionClassifier LoadSpeech() => AudioEmotionClassifier.Load(Goldens.Path("golden", "audio", "models", "sb-ecapa-published"));

    private static AudioClip[] Clips() =>
    [
        .. Directory.GetFiles(Path.Combine(Goldens.Root, "data", "audio", "emodb"), "*.flac").Order(StringComparer.Ordinal).Take(3).Select(path => AudioDecoder.Decode(path)),
        new AudioClip(new float[1_600], 16_000),
    ];

    private static async Task CheckConcurrentAnswers<T>(Func<IEmotionClassifier<T>> load, T[] inputs)
    {
        using var classifier = load();
        var expected = inputs.Select(input => classifier.Classify(input).Logits).ToArray();

        await RunOnThreads(thread =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var index = (thread + round) % inputs.Length;
                AssertSame(expected[index], classifier.Classify(inputs[index]).Logits);
            }
        });
    }

    private static async Task CheckDisposal<T>(Func<IEmotionClassifier<T>> load, T[] inputs)
    {
        var (answers, refusals) = (0, 0);
        for (var round = 0; round < 3; round++)
        {
            var classifier = load();
            var expected = classifier.Classify(inputs[0]).Logits;
            using var started = new CountdownEvent(Threads);
            var calls = RunOnThreads(_ =>
            {
                started.Signal();
                try
                {
                    while (true)
                    {
                        AssertSame(expected, classifier.Classify(inputs[0]).Logits);
                        Interlocked.Increment(ref answers);
                    }
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref refusals);
                }
            });
            started.Wait();
            await Task.Delay(20 * round);
            if (round == 1)
            {
                await classifier.DisposeAsync();
            }
            else
            {
                classifier.Dispose();
            }

            await calls;
            Assert.Throws<ObjectDisposedException>(() => classifier.Classify(inputs[0]));
        }

        Assert.Equal(3 * Threads, refusals);
        Assert.True(answers > 0);
    }

    private static async Task CheckCancellation<T>(Func<IEmotionClassifier<T>> load, T[] inputs)
    {
        using var classifier = load();
        var expected = classifier.Classify(inputs[0]).Logits;
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.Classify(inputs[0], cancellationToken: cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.ClassifyBatch(inputs, cancellationToken: cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await classifier.ClassifyAsync(inputs[0], cancellationToken: cancelled.Token));

        await RunOnThreads(thread =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var source = new CancellationTokenSource(TimeSpan.FromMicroseconds(500 * (thread + round)));
                try
                {
                    AssertSame(expected, classifier.Classify(inputs[0], cancellationToken: source.Token).Logits);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(source.IsCancellationRequested);
                }
            }
        });

        AssertSame(expected, classifier.Classify(inputs[0]).Logits);
    }

    private static Task RunOnThreads(Action<int> body) =>
        Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(() => body(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

    private static void AssertSame(IReadOnlyList<float> expected, IReadOnlyList<float> found) =>
        Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance));
}
