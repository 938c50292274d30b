using EmotionAI.Text;

namespace EmotionAI.Tests.Text;

/// <summary>What goes wrong in one of several batches that run at the same time is told as by a single call.</summary>
public sealed class BatchFailureTests
{
    private static readonly string Model = Goldens.Path("models", "text", "model");
    private static readonly string[] Texts = [.. Enumerable.Range(0, 400).Select(i => string.Concat(Enumerable.Repeat("so happy ", 1 + (i % 50))))];

    [Fact]
    public void ClassifyBatch_Disposed_Throws()
    {
        var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { Threads = 2 });
        classifier.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.ClassifyBatch(Texts));
    }

    [Fact]
    public async Task ClassifyBatch_DisposedWhileItRuns_AnswersOrSaysSo()
    {
        var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { Threads = 2, BatchSize = 2 });
        classifier.ClassifyBatch(Texts[..60]);

        var running = Task.Run(() => Record.Exception(() => classifier.ClassifyBatch(Texts)));
        await Task.Delay(100);
        classifier.Dispose();

        Assert.True(await running is null or ObjectDisposedException, $"{await running}");
    }

    [Fact]
    public void ClassifyBatch_CancelledWhileItRuns_IsCancelled()
    {
        using var classifier = TextEmotionClassifier.Load(Model, new TextEmotionOptions { Threads = 2, BatchSize = 2 });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                classifier.ClassifyBatch(Texts, cancellationToken: stop.Token);
            }
        });
    }
}
