using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmotionAI.Tests.Ending;

public sealed class DrainingTests
{
    private const string Body = """{"inputs":"a"}""";

    [Fact]
    public async Task Stop_WithACallAtWork_FinishesItAndIsNotReady()
    {
        var (begun, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await StartAsync(new HeldClassifier(begun, mayEnd.Task), TimeSpan.FromSeconds(30));
        var call = server.PostJsonAsync("/predict", Body);
        await begun.Task;

        var stop = server.StopAsync();
        using var ready = await server.Client.GetAsync("/health/ready");
        mayEnd.SetResult();

        using var answer = await call;
        await stop;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (answer.StatusCode, ready.StatusCode));
        Assert.True(ready.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Stop_WithACallThatDoesNotEnd_RefusesItByType()
    {
        var begun = new TaskCompletionSource();
        await using var server = await StartAsync(new HeldClassifier(begun, Task.Delay(Timeout.Infinite)), TimeSpan.FromSeconds(3));
        var call = server.PostJsonAsync("/predict", Body);
        await begun.Task;

        await server.StopAsync();

        using var answer = await call;
        using var json = await answer.ReadAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("stopping", json.RootElement.GetProperty("code").GetString());
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Client_ThatGoesAway_EndsTheWork()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await StartAsync(new HeldClassifier(begun, Task.Delay(Timeout.Infinite), ended), TimeSpan.FromSeconds(30));
        using var gone = new CancellationTokenSource();
        var call = server.Client.PostAsync("/predict", new StringContent(Body, System.Text.Encoding.UTF8, "application/json"), gone.Token);
        await begun.Task;

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static Task<ServerUnderTest> StartAsync(IEmotionClassifier<string> classifier, TimeSpan shutdown) => ServerUnderTest.StartWithAsync(builder =>
    {
        builder.Services.AddEmotionAI().AddServer();
        builder.Services.AddSingleton(classifier);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = shutdown);
    });
}
