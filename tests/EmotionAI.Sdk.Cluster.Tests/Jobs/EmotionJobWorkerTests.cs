using EmotionAI.Jobs;
using EmotionAI.Mocks;
using EmotionAI.Tests.Hosts;

namespace EmotionAI.Tests.Jobs;

public sealed class EmotionJobWorkerTests
{
    [Fact]
    public async Task Run_QueueAwayForLongerThanTheIdleTimeout_WaitsForIt()
    {
        await using var queue = new AwayQueue(TimeSpan.FromSeconds(2));
        using var classifier = new MockTextEmotionClassifier();

        var done = await new EmotionJobWorker(queue, classifier, new JobWorkerOptions { IdleTimeout = TimeSpan.FromMilliseconds(300) }).RunAsync();

        Assert.Equal(1, done);
        Assert.Single(queue.Saved);
    }

    [Fact]
    public async Task Run_CancelledWhileTheQueueIsAway_Ends()
    {
        await using var queue = new AwayQueue(TimeSpan.FromMinutes(1));
        using var classifier = new MockTextEmotionClassifier();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        Assert.Equal(0, await new EmotionJobWorker(queue, classifier).RunAsync(cancellationToken: cancellation.Token));
    }
}
