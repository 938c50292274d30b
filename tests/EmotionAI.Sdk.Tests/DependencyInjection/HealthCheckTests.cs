using EmotionAI.Bundles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Tests.DependencyInjection;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task CheckHealth_RealModels_AreHealthyAndNamed()
    {
        var report = await CheckAsync(services => services.AddEmotionAI(options =>
        {
            options.TextModelDirectory = Goldens.Path("models", "text", "model");
            options.AudioModelDirectory = Goldens.Path("models", "audio", "checkpoint");
        }).AddTextClassifier("tweets", Goldens.Path("models", "text", "model")));

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["audio", "text", "text 'tweets'"], report.Data.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CheckHealth_Mocks_AreDegraded()
    {
        var report = await CheckAsync(services => services.AddEmotionAI());

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("A mock answers for text and audio", report.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckHealth_FolderThatIsGone_IsUnhealthyAndNamesIt()
    {
        var report = await CheckAsync(services => services.AddEmotionAI(options => options.TextModelDirectory = Goldens.Path("models", "text", "model")).AddAudioClassifier("calls", "not-there"));

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("audio 'calls'", report.Description, StringComparison.Ordinal);
        Assert.Contains("'not-there'", report.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckHealth_NothingFoundInProduction_IsUnhealthyAndSaysTheWaysOut()
    {
        var report = await CheckAsync(services =>
        {
            services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });
            services.AddEmotionAI();
        });

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.All((string[])["TEXT_MODEL_DIR", "AUDIO_MODEL_DIR"], way => Assert.Contains(way, report.Description, StringComparison.Ordinal));
    }

    private static async Task<HealthReportEntry> CheckAsync(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new RecordingLoggerFactory()).AddLogging();
        services.AddSingleton(new ModelResolver(_ => null, (_, _) => null));
        add(services);
        services.AddHealthChecks().AddEmotionAI();
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["emotionai"];
    }
}
