using EmotionAI.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Tests.Orleans;

/// <summary>Is an application that has a cluster classify for it.</summary>
internal sealed class ClusterClient : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    public IEmotionClassifier<string> Texts => _host.Services.GetRequiredService<IEmotionClassifier<string>>();

    public IEmotionClassifier<AudioClip> Clips => _host.Services.GetRequiredService<IEmotionClassifier<AudioClip>>();

    public static async Task<ClusterClient> ConnectAsync(Action<EmotionClientOptions> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleansClient(client => client.AddEmotionAI(configure));
        var host = builder.Build();
        await host.StartAsync();
        return new ClusterClient(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
