using EmotionAI.Bundles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class StartUpTests : IDisposable
{
    private readonly RecordingLoggerFactory _log = new();

    [Fact]
    public async Task Start_NothingConfiguredInDevelopment_WarnsOfEachMock()
    {
        using var host = Host(services => services.AddEmotionAI(), environment: Environments.Development);

        await host.StartAsync();

        Assert.Collection(
            Warnings(),
            warning => Assert.Contains("A mock answers for text", warning, StringComparison.Ordinal),
            warning => Assert.Contains("A mock answers for audio", warning, StringComparison.Ordinal));
        Assert.True(host.Services.GetRequiredService<IEmotionClassifier<string>>().Classify("x").IsMock);
        Assert.Equal(2, Warnings().Count);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Start_NothingConfiguredElsewhere_DoesNotAndSaysTheWaysOut(string environment)
    {
        using var host = Host(services => services.AddEmotionAI(), environment: environment);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.All(
            (string[])[environment, "TextModelDirectory", "TEXT_MODEL_DIR", "dotnet add package EmotionAI.Sdk.Models.Text", "AUDIO_MODEL_DIR", "dotnet add package EmotionAI.Sdk.Models.Speech", "USE_MOCK_MODELS=true"],
            part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OneSenseConfiguredInProduction_Starts()
    {
        using var host = Host(services => services.AddEmotionAI(), name => name == "TEXT_MODEL_DIR" ? Goldens.Path("models", "text", "model") : null);

        await host.StartAsync();

        Assert.Empty(Warnings());
        Assert.Throws<EmotionAIException>(host.Services.GetRequiredService<IEmotionClassifier<AudioClip>>);
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_MocksAskedForInProduction_StartsWithAWarningForEach()
    {
        using var host = Host(services => services.AddEmotionAI(), name => name == "USE_MOCK_MODELS" ? "true" : name == "TEXT_MODEL_DIR" ? "not-there" : null);

        await host.StartAsync();

        Assert.Equal(2, Warnings().Count);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_RequiredSenseMissing_DoesNot(bool otherIsThere)
    {
        using var host = Host(
            services =>
            {
                services.AddAudioEmotionAI();
                services.AddTextEmotionAI();
            },
            name => name == "TEXT_MODEL_DIR" && otherIsThere ? Goldens.Path("models", "text", "model") : null);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(otherIsThere ? 1 : 2, exception.Failures.Count());
        Assert.Contains("AUDIO_MODEL_DIR", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderReplacedAfterwards_ServesWhatWasChecked()
    {
        using var folder = new TemporaryFolder();
        TinyTextModel.Write(folder.Path, """{"threshold":0.25}""");
        using var host = Host(services => services.AddEmotionAI(options => options.TextModelDirectory = folder.Path));

        await host.StartAsync();
        File.WriteAllText(folder.File("inference_config.json"), """{"threshold":0.75}""");

        Assert.Equal(0.25, host.Services.GetRequiredService<IEmotionClassifier<string>>().Metadata.Thresholds[0]);
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

    public void Dispose() => _log.Dispose();

    private List<string> Warnings() => [.. _log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message)];

    private IHost Host(Action<IServiceCollection> add, Func<string, string?>? variables = null, string environment = "Production") => new HostBuilder()
        .UseEnvironment(environment)
        .ConfigureServices(services =>
        {
            services.AddSingleton<ILoggerFactory>(_log);
            services.AddSingleton(new ModelResolver(variables ?? (_ => null), (_, _) => null));
            add(services);
        })
        .Build();
}
