using EmotionAI.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class StartUpTests
{
    [Fact]
    public async Task Start_NothingConfigured_Starts()
    {
        using var host = Host(services => services.AddEmotionAI());

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_SeveralFoldersUnusable_ReportsAllOfThem()
    {
        using var broken = new TemporaryFolder();
        using var host = Host(
            services => services.AddEmotionAI(options => options.TextModelDirectory = broken.Path).AddAudioClassifier("calls", "calls-not-there").AddTextClassifier("tweets", "tweets-not-there"),
            name => name == "AUDIO_MODEL_DIR" ? "speech-not-there" : null);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(4, exception.Failures.Count());
        Assert.All((string[])[broken.Path, "not-a-model", "calls-not-there", "tweets-not-there", "speech-not-there"], part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NonsenseInTheEnvironment_IsReported()
    {
        using var host = Host(services => services.AddEmotionAI(), name => name == "USE_MOCK_MODELS" ? "perhaps" : null);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("'perhaps'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ModelOfTheOtherKind_IsReported()
    {
        using var host = Host(services => services.AddEmotionAI(options => options.AudioModelDirectory = Goldens.Path("models", "text", "model")));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("not one for audio", exception.Message, StringComparison.Ordinal);
    }

    private static IHost Host(Action<IServiceCollection> add, Func<string, string?>? environment = null) => new HostBuilder()
        .ConfigureServices(services =>
        {
            services.AddSingleton(new ModelResolver(environment ?? (_ => null), _ => null));
            add(services);
        })
        .Build();
}
