using EmotionAI.DependencyInjection;
using EmotionAI.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests.Orleans;

public sealed class SiloOptionsTests
{
    [Theory]
    [InlineData(8, 1, 8)]
    [InlineData(8, 4, 2)]
    [InlineData(2, 4, 1)]
    public void Threads_OfTheModels_AreCoresSharedOutAmongWorkers(int cores, int workers, int threads)
    {
        var models = Models(options => (options.Cores, options.Workers) = (cores, workers));

        Assert.Equal((threads, threads), (models.Text.Threads, models.Audio.Threads));
    }

    [Fact]
    public void Threads_ThatAreSet_StayAsTheyAre() => Assert.Equal(3, Models(options => options.Cores = 8, models => models.Text.Threads = 3).Text.Threads);

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Models(options => options.Workers = 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Models(options => options.GatewayPort = 70_000));
        var both = Assert.Throws<EmotionAIException>(() => Models(options => (options.Redis, options.Postgres) = ("redis", "Host=db")));
        Assert.Equal(EmotionErrorCodes.SettingInvalid, both.Code);
    }

    private static EmotionAIOptions Models(Action<EmotionSiloOptions> configure, Action<EmotionAIOptions>? models = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.Configure<EmotionAIOptions>(options =>
        {
            options.UseMockModels = true;
            models?.Invoke(options);
        });
        builder.UseOrleans(silo => silo.AddEmotionAI(configure));
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<EmotionAIOptions>>().Value;
    }
}
