using EmotionAI.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Tests;

/// <summary>Runs an application with the endpoints on a free port of this machine.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServerUnderTest(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<ServerUnderTest> StartAsync() => StartAsync(static _ => { });

    public static Task<ServerUnderTest> StartAsync(Action<EmotionServerOptions> configure) => StartWithAsync(builder => builder.Services.AddEmotionAI().AddServer(configure));

    public static async Task<ServerUnderTest> StartWithAsync(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        configure(builder);
        var app = builder.Build();
        app.MapEmotionAI();
        await app.StartAsync();
        return new ServerUnderTest(app);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
