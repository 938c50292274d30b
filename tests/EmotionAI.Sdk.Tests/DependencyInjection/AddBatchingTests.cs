using EmotionAI.Batching;
using EmotionAI.DependencyInjection;
using EmotionAI.Mocks;
using EmotionAI.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class AddBatchingTests
{
    [Fact]
    public async Task AddBatching_EveryClassifier_HasAQueueOfItsOwn()
    {
        await using var services = new ServiceCollection().AddEmotionAI(options => options.TextModelDirectory = Goldens.Path("models", "text", "model"))
            .AddTextClassifier("tweets", Goldens.Path("models", "text", "model"))
            .AddAudioClassifier("calls", Goldens.Path("models", "audio", "checkpoint"))
            .AddBatching(options => options.MaxBatchSize = 8)
            .Services.BuildServiceProvider();

        var text = services.GetRequiredService<IEmotionClassifier<string>>();
        var keyed = services.GetRequiredKeyedService<IEmotionClassifier<string>>("tweets");

        Assert.NotSame(Assert.IsType<BatchingEmotionClassifier<string>>(text), Assert.IsType<BatchingEmotionClassifier<string>>(keyed));
        Assert.IsType<BatchingEmotionClassifier<AudioClip>>(services.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>("calls"));
        Assert.Same(text.GetService<TextEmotionClassifier>(), services.GetRequiredService<TextEmotionClassifier>());
        Assert.Equal(services.GetRequiredService<TextEmotionClassifier>().Classify("Thanks!").ToString(), (await text.ClassifyAsync("Thanks!")).ToString());
    }

    [Fact]
    public void AddBatching_ModelOfAPackageOrMock_IsBatchedToo()
    {
        using var services = new ServiceCollection().AddEmotionAI(options => options.UseMockModels = true).AddBatching().Services.BuildServiceProvider();

        Assert.True(Assert.IsType<BatchingEmotionClassifier<AudioClip>>(services.GetRequiredService<IEmotionClassifier<AudioClip>>()).Metadata.IsMock);
    }

    [Fact]
    public void AddEmotionAI_SectionWithBatching_IsEnough()
    {
        using var services = Services(("Batching:MaxBatchSize", "16"), ("Batching:MaxQueueDelay", "00:00:00.005"), ("Batching:QueueLimit", "1000"), ("Batching:Deadline", "00:00:02"), ("Batching:Workers", "2"));

        var batching = services.GetRequiredService<IOptions<EmotionAIOptions>>().Value.Batching!;

        Assert.Equal((16, TimeSpan.FromMilliseconds(5), 1_000, TimeSpan.FromSeconds(2), 2), (batching.MaxBatchSize, batching.MaxQueueDelay, batching.QueueLimit, batching.Deadline, batching.Workers));
        Assert.IsType<BatchingEmotionClassifier<string>>(services.GetRequiredService<IEmotionClassifier<string>>());
        using var without = Services(("UseMockModels", "true"));
        Assert.IsNotType<BatchingEmotionClassifier<string>>(without.GetRequiredService<IEmotionClassifier<string>>());
    }

    [Theory]
    [InlineData("Batching:QueueLimit", "0", "QueueLimit")]
    [InlineData("Batching:Deadline", "-00:00:01", "Deadline")]
    public void AddEmotionAI_BatchingOutsideItsRange_IsAnErrorThatNamesIt(string key, string value, string named)
    {
        using var services = Services((key, value));

        Assert.Contains(named, Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EmotionAIOptions>>().Value).Message, StringComparison.Ordinal);
        using var mistaken = Services(("Batching:QueueLimits", "1"));
        Assert.Contains("QueueLimits", Assert.Throws<EmotionAIException>(() => mistaken.GetRequiredService<IOptions<EmotionAIOptions>>().Value).Message, StringComparison.Ordinal);
    }

    /// <summary>Batches that run at the same time and take all cores each would be in each other's way.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(64, 1)]
    public void AddBatching_Workers_ShareTheCoresUnlessThreadsAreSet(int workers, int? threads)
    {
        using var services = new ServiceCollection().AddEmotionAI(options => options.Text.Threads = 3)
            .AddTextClassifier("tweets", "folder").AddAudioClassifier("calls", "folder").AddBatching(options => options.Workers = workers).Services.BuildServiceProvider();

        var options = services.GetRequiredService<ContainerClassifiers>().Options;

        Assert.Equal((3, threads, threads, threads), (options.Text.Threads, options.Audio.Threads, options.TextClassifiers["tweets"].Threads, options.AudioClassifiers["calls"].Threads));
    }

    /// <summary>A server that has more to do than it can is not to be restarted.</summary>
    [Fact]
    public async Task CheckHealth_QueueFull_IsDegradedAndSaysSo()
    {
        var running = new ManualResetEventSlim();
        var services = new ServiceCollection();
        services.AddEmotionAI(options => options.UseMockModels = true).AddBatching(options => (options.QueueLimit, options.MaxBatchSize) = (1, 1));
        services.AddSingleton<IEmotionClassifier<string>>(new BatchingEmotionClassifier<string>(new MockTextEmotionClassifier(answer: text =>
        {
            running.Wait();
            return null;
        }), new BatchingOptions { QueueLimit = 1 }));
        await using var provider = services.AddLogging().AddHealthChecks().AddEmotionAI().Services.BuildServiceProvider();
        var batching = (BatchingEmotionClassifier<string>)provider.GetRequiredService<IEmotionClassifier<string>>();
        var calls = new[] { batching.ClassifyAsync("runs").AsTask(), batching.ClassifyAsync("waits").AsTask() };

        var report = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["emotionai"];

        running.Set();
        await Task.WhenAll(calls);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("at most 1 are allowed (QueueLimit)", report.Description, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddEmotionAI(new ConfigurationBuilder().AddInMemoryCollection(settings.Append(("UseMockModels", "true")).DistinctBy(setting => setting.Item1).Select(setting => KeyValuePair.Create($"EmotionAI:{setting.Item1}", (string?)setting.Item2))).Build().GetSection("EmotionAI"))
        .Services.BuildServiceProvider();
}
