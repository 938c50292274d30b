using System.Globalization;
using EmotionAI.Batching;
using EmotionAI.Text;

namespace EmotionAI.Tests.Batching;

public sealed class BatchingUnderLoadTests
{
    private const int Callers = 32;
    private const int Calls = 200_000;
    private const float Tolerance = 1e-5f;

    private static readonly string[] Texts =
    [
        "I can't believe we won!", "Thanks.", "Why would anyone do that to a dog?", "ok", "I miss her so much, and nothing that I do makes it any better these days.",
        "What a lovely surprise, thank you all", "", "This is the worst service I have ever had. I waited for an hour!", "Good luck with the interview :)", "no idea what you mean",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ClassifyAsync_ManyCallers_LoseCrossAndDoubleNothing(int workers)
    {
        var fake = new FakeClassifier { KeepsRuns = false };
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { Workers = workers });
        var next = -1;
        var answered = new int[Calls];
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var call && call < Calls)
            {
                var options = (call % 5) switch { 0 => new ClassificationOptions { TopK = 1 + (call % 3) }, _ => null };
                var answer = call % 11 == 0 ? batching.Classify($"{call}", options) : await batching.ClassifyAsync($"{call}", options);
                Assert.Equal($"{options?.TopK}  ", answer.Top.Label);
                Interlocked.Increment(ref answered[int.Parse(answer.ModelId, CultureInfo.InvariantCulture)]);
                Assert.Equal($"{call}", answer.ModelId);
            }
        })));

        Assert.All(answered, count => Assert.Equal(1, count));
        Assert.InRange(fake.MostAtOnce, 1, workers);
        Assert.Equal(0, batching.QueueLength);
    }

    [Fact]
    public async Task ClassifyAsync_RealModelAndManyCallers_AnswersAsItDoesAlone()
    {
        using var alone = TextEmotionClassifier.Load(Goldens.Path("models", "text", "model"));
        await using var batching = new BatchingEmotionClassifier<string>(TextEmotionClassifier.Load(Goldens.Path("models", "text", "model")));
        ClassificationOptions?[] options = [null, new ClassificationOptions { Threshold = .01 }, new ClassificationOptions { TopK = 2, Threshold = 0 }];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var call && call < 320)
            {
                var (text, used) = (Texts[call % Texts.Length], options[call % options.Length]);
                var (expected, actual) = (alone.Classify(text, used), await batching.ClassifyAsync(text, used));
                Assert.Equal(expected.Labels.Select(score => score.Label), actual.Labels.Select(score => score.Label));
                Assert.All(expected.Scores.Zip(actual.Scores), pair => Assert.Equal(pair.First.Score, pair.Second.Score, Tolerance));
            }
        })));
    }

    /// <summary>A worker that needs a thread of the pool would wait for those that wait for it.</summary>
    [Fact]
    public async Task Classify_EveryThreadOfThePoolBlocked_StillGoesOn()
    {
        ThreadPool.GetMinThreads(out var threads, out _);
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake);

        var calls = Enumerable.Range(0, 16 * threads).Select(i => Task.Run(() => batching.Classify($"{i}").ModelId)).ToArray();

        Assert.Equal(Enumerable.Range(0, 16 * threads).Select(i => $"{i}"), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task ClassifyAsync_CallersThatAskAndLeave_LeaveNothingBehindButAFullQueue()
    {
        var fake = new FakeClassifier { KeepsRuns = false };
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        fake.Hold();
        var first = batching.ClassifyAsync("first").AsTask();
        fake.AwaitRuns(1);

        var (cancelled, refused, texts) = await AskAndLeaveAsync(batching, 5_000);

        GC.Collect();
        Assert.Equal((256, 5_000 - 256), (cancelled, refused));
        Assert.InRange(texts.Count(text => text.IsAlive), 0, 256 + 1);
        fake.Release();
        await first;
        Assert.True(SpinWait.SpinUntil(() => batching.QueueLength == 0, TimeSpan.FromSeconds(20)));
        Assert.Equal("next", (await batching.ClassifyAsync("next")).ModelId);
    }

    /// <summary>No batch belongs to the trace of one of its calls, or of whoever made the classifier.</summary>
    [Fact]
    public async Task ClassifyAsync_InABatch_RunsOutsideTheContextOfItsCallers()
    {
        var local = new AsyncLocal<string?> { Value = "mine" };
        List<string?> seen = [];
        var fake = new FakeClassifier { Running = () => seen.Add(local.Value) };
        await using var batching = new BatchingEmotionClassifier<string>(fake);
        fake.Hold();
        var first = batching.ClassifyAsync("first").AsTask();
        fake.AwaitRuns(1);
        var second = batching.ClassifyAsync("second").AsTask();
        fake.Release();

        await Task.WhenAll(first, second);

        Assert.Equal(["mine", null], seen);
    }

    private static async Task<(int Cancelled, int Refused, List<WeakReference> Texts)> AskAndLeaveAsync(BatchingEmotionClassifier<string> batching, int count)
    {
        var (cancelled, refused) = (0, 0);
        List<WeakReference> texts = [];
        for (var i = 0; i < count; i++)
        {
            using var leaving = new CancellationTokenSource();
            var text = new string('x', 1_000);
            texts.Add(new WeakReference(text));
            var call = batching.ClassifyAsync(text, cancellationToken: leaving.Token).AsTask();
            await leaving.CancelAsync();
            try
            {
                await call;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
            catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.Overloaded)
            {
                refused++;
            }
        }

        return (cancelled, refused, texts);
    }
}
