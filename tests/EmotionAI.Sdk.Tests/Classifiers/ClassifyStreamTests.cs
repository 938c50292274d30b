using System.Runtime.CompilerServices;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Classifiers;

public sealed class ClassifyStreamTests : IDisposable
{
    private readonly MockTextEmotionClassifier _mock = new(limits: new EmotionLimits { TextCharacters = 10 });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task ClassifyStream_AnyNumber_AnswersInOrder(int count)
    {
        var texts = Texts(count);

        var predictions = await _mock.ClassifyStreamAsync(texts.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(_mock.ClassifyBatch(texts).Select(prediction => prediction.ToString()), predictions.Select(prediction => prediction.ToString()));
    }

    [Fact]
    public async Task ClassifyStream_SlowSource_AnswersEachWithoutWaitingForMore()
    {
        var released = new SemaphoreSlim(1);
        var answered = 0;

        await foreach (var _ in _mock.ClassifyStreamAsync(OneByOne()))
        {
            answered++;
            released.Release();
        }

        Assert.Equal(5, answered);

        async IAsyncEnumerable<string> OneByOne()
        {
            for (var i = 0; i < 5; i++)
            {
                await released.WaitAsync();
                Assert.Equal(i, answered);
                yield return $"{i}";
            }
        }
    }

    [Fact]
    public async Task ClassifyStream_ConsumerThatStops_LetsTheSourceEndAndReadsNoMoreThanTheLookAhead()
    {
        var (read, ended) = (0, false);

        await foreach (var _ in _mock.ClassifyStreamAsync(Endless()))
        {
            break;
        }

        Assert.True(ended);
        Assert.InRange(read, 1, (2 * 64) + 2);

        async IAsyncEnumerable<string> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return $"{read++}";
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(130)]
    public async Task ClassifyStream_InputThatFails_IsThrownAfterTheAnswersBefore(int before)
    {
        var predictions = new List<EmotionPrediction>();

        var exception = await Assert.ThrowsAsync<EmotionAIException>(() => CollectAsync(Texts(before).Append("more than ten characters").Concat(Texts(50)).ToAsyncEnumerable(), predictions));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, exception.Code);
        Assert.Equal(before, predictions.Count);
    }

    [Fact]
    public async Task ClassifyStream_SourceThatFails_IsThrownAfterTheAnswersBefore()
    {
        var predictions = new List<EmotionPrediction>();

        await Assert.ThrowsAsync<InvalidDataException>(() => CollectAsync(Failing(), predictions));

        Assert.Equal(100, predictions.Count);

        static async IAsyncEnumerable<string> Failing()
        {
            foreach (var text in Texts(100))
            {
                await Task.Yield();
                yield return text;
            }

            throw new InvalidDataException();
        }
    }

    [Fact]
    public async Task ClassifyStream_Cancelled_KeepsWhatWasDone()
    {
        using var source = new CancellationTokenSource();
        var predictions = new List<EmotionPrediction>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var prediction in _mock.ClassifyStreamAsync(WaitingAfter(100), cancellationToken: source.Token))
            {
                predictions.Add(prediction);
                if (predictions.Count == 100)
                {
                    await source.CancelAsync();
                }
            }
        });

        Assert.Equal(100, predictions.Count);

        static async IAsyncEnumerable<string> WaitingAfter(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var text in Texts(count))
            {
                yield return text;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    [Fact]
    public async Task ClassifyBatchAsync_TenThousandTexts_TellsItsProgress()
    {
        var texts = Texts(10_000);
        var progress = new RecordedProgress();

        var predictions = await _mock.ClassifyBatchAsync(texts, progress: progress);

        Assert.Equal(_mock.ClassifyBatch(texts).Select(prediction => prediction.ToString()), predictions.Select(prediction => prediction.ToString()));
        Assert.Equal(10_000, progress.Reports[^1]);
        Assert.Equal(progress.Reports.Distinct().Order(), progress.Reports);
        Assert.InRange(progress.Reports.Count, 10, 100);
    }

    [Fact]
    public async Task ClassifyBatchAsync_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        var progress = new RecordedProgress { Told = done => source.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _mock.ClassifyBatchAsync(Texts(10_000), progress: progress, cancellationToken: source.Token));

        Assert.Single(progress.Reports);
    }

    [Fact]
    public async Task ClassifyBatchAsync_NoInputs_GivesNone() => Assert.Empty(await _mock.ClassifyBatchAsync([], progress: new RecordedProgress()));

    public void Dispose() => _mock.Dispose();

    private static string[] Texts(int count) => [.. Enumerable.Range(0, count).Select(i => $"text {i}")];

    private async Task CollectAsync(IAsyncEnumerable<string> texts, List<EmotionPrediction> predictions)
    {
        await foreach (var prediction in _mock.ClassifyStreamAsync(texts))
        {
            predictions.Add(prediction);
        }
    }

    private sealed class RecordedProgress : IProgress<int>
    {
        public List<int> Reports { get; } = [];

        public Action<int> Told { get; init; } = _ => { };

        public void Report(int value)
        {
            Reports.Add(value);
            Told(value);
        }
    }
}
