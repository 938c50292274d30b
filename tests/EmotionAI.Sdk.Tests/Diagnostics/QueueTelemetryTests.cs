using System.Diagnostics;
using EmotionAI.Batching;
using EmotionAI.Tests.Batching;
using EmotionAI.Text;

namespace EmotionAI.Tests.Diagnostics;

[Collection(nameof(ClassifierTelemetryTests))]
public sealed class QueueTelemetryTests : IDisposable
{
    private readonly RecordedTelemetry _recorded = new();

    [Fact]
    public async Task ClassifyAsync_InAQueue_IsTimedAndItsBatchesAndLengthAreTold()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { MaxBatchSize = 3, QueueLimit = 4 });
        await using var other = new BatchingEmotionClassifier<string>(fake);
        fake.Hold();
        var first = batching.ClassifyAsync("first").AsTask();
        fake.AwaitRuns(1);
        var calls = Enumerable.Range(0, 4).Select(i => batching.ClassifyAsync($"{i}").AsTask()).ToArray();
        _recorded.Observe();
        await Assert.ThrowsAsync<EmotionAIException>(() => batching.ClassifyAsync("refused").AsTask());
        Assert.Throws<EmotionAIException>(() => batching.ClassifyBatch(["refused", "refused"]));
        fake.Release();

        await Task.WhenAll([first, .. calls]);

        Assert.Equal([("emotionai.queue.length", 4d, "[emotionai.model, fake]")], _recorded.Measured.Where(measure => measure.Name == "emotionai.queue.length" && measure.Tags.Contains("fake", StringComparison.Ordinal)));
        Assert.Equal([1, 3, 1], Values("emotionai.queue.batch_size"));
        Assert.Equal(5, Values("emotionai.queue.duration").Count());
        Assert.Equal(0, Values("emotionai.queue.duration").First());
        Assert.All(Values("emotionai.queue.duration").Skip(1), seconds => Assert.InRange(seconds, double.Epsilon, 60));
        Assert.Equal([1, 2], Values("emotionai.queue.refused"));
        Assert.Contains("[error.type, overloaded]", _recorded.Measured.Last(measure => measure.Name == "emotionai.queue.refused").Tags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClassifyAsync_DeadlineOver_IsCountedByItsReason()
    {
        var fake = new FakeClassifier();
        await using var batching = new BatchingEmotionClassifier<string>(fake, new BatchingOptions { Deadline = TimeSpan.FromMilliseconds(20) });
        fake.Hold();
        var calls = new[] { batching.ClassifyAsync("runs").AsTask(), batching.ClassifyAsync("waits").AsTask() };

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<EmotionAIException>(() => call);
        }

        fake.Release();
        Assert.Equal(2, _recorded.Sum("emotionai.queue.refused"));
        Assert.All(_recorded.Measured.Where(measure => measure.Name == "emotionai.queue.refused"), measure => Assert.Contains("deadline-exceeded", measure.Tags, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ClassifyAsync_ABatch_KeepsTheFiguresOfTheModelAndTheTracesOfTheCallers()
    {
        using var folder = new TemporaryFolder();
        TinyTextModel.Write(folder.Path);
        using var source = new ActivitySource("EmotionAI");
        await using var batching = new BatchingEmotionClassifier<string>(TextEmotionClassifier.Load(folder.Path, new TextEmotionOptions { Limits = new EmotionLimits { TextCharacters = 9 } }), new BatchingOptions { MaxQueueDelay = TimeSpan.FromMinutes(1), MaxBatchSize = 3 });
        using var request = source.StartActivity("request")!;

        var calls = new[] { "good", "too long a text", "bad" }.Select(text => batching.ClassifyAsync(text).AsTask()).ToArray();

        await Task.WhenAll(calls[0], calls[2]);
        await Assert.ThrowsAsync<EmotionAIException>(() => calls[1]);
        Assert.Equal(2, _recorded.Sum("emotionai.inputs"));
        Assert.Equal(2, _recorded.Sum("emotionai.batch.size"));
        lock (_recorded.Activities)
        {
            Assert.Equal(3, _recorded.Activities.Count(activity => activity.OperationName == "queue" && activity.ParentId == request.Id));
            Assert.All(_recorded.Activities.Where(activity => activity.OperationName == "classify"), activity => Assert.Null(activity.ParentId));
        }
    }

    public void Dispose() => _recorded.Dispose();

    private IEnumerable<double> Values(string name) => _recorded.Measured.Where(measure => measure.Name == name && measure.Tags.Contains("fake", StringComparison.Ordinal)).Select(measure => measure.Value);
}
