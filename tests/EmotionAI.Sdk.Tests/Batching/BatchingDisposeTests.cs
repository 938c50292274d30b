using EmotionAI.Batching;

namespace EmotionAI.Tests.Batching;

public sealed class BatchingDisposeTests
{
    private const int Callers = 16;
    private const int Rounds = 100;

    [Fact]
    public async Task DisposeAsync_CallsWait_AnswersThemAndTakesNoMore()
    {
        var fake = new FakeClassifier();
        var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxBatchSize = 2 });
        fake.Hold();
        var first = batching.ClassifyAsync("first").AsTask();
        fake.AwaitRuns(1);
        var calls = Enumerable.Range(0, 7).Select(i => batching.ClassifyAsync($"{i}").AsTask()).ToArray();
        var flood = Task.Run(() => batching.ClassifyBatch([.. Enumerable.Range(0, 3).Select(i => $"flood {i}")]));
        Assert.True(SpinWait.SpinUntil(() => batching.QueueLength == 9, TimeSpan.FromSeconds(20)));

        var disposing = batching.DisposeAsync().AsTask();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => batching.ClassifyAsync("late").AsTask());
        Assert.Throws<ObjectDisposedException>(() => batching.Classify("late"));
        Assert.Throws<ObjectDisposedException>(() => batching.ClassifyBatch(["late"]));
        Assert.False(disposing.IsCompleted);
        fake.Release();
        await disposing;
        await first;
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"{i}"), (await Task.WhenAll(calls)).Select(answer => answer.ModelId));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => flood);
        Assert.True(fake.IsDisposed);
        await batching.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_ModelThatHangs_EndsTheCallsThatWaitByType()
    {
        var fake = new FakeClassifier();
        var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxBatchSize = 1 }) { DisposeWait = TimeSpan.FromMilliseconds(50) };
        fake.Hold();
        var first = batching.ClassifyAsync("first").AsTask();
        fake.AwaitRuns(1);
        var calls = Enumerable.Range(0, 3).Select(i => batching.ClassifyAsync($"{i}").AsTask()).ToArray();

        batching.Dispose();

        Assert.True(fake.IsDisposed);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        }

        fake.Release();
        await first;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_WhileCallsCome_EndsEachWithItsAnswerOrByType(bool isAsync)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var batching = new BatchingEmotionClassifier<string>(new FakeClassifier { KeepsRuns = false });
            var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AskAsync(batching, caller))).ToArray();
            await Task.Yield();
            if (isAsync)
            {
                await batching.DisposeAsync();
            }
            else
            {
                batching.Dispose();
            }

            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    private static async Task AskAsync(BatchingEmotionClassifier<string> batching, int caller)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var text = $"{caller} {i}";
                Assert.Equal(text, (caller % 2 == 0 ? await batching.ClassifyAsync(text) : batching.Classify(text)).ModelId);
            }
        }
        catch (ObjectDisposedException)
        {
            // The end of the classifier.
        }
    }
}
