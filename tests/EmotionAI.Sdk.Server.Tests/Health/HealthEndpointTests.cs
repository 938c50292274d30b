using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Health;

public sealed class HealthEndpointTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfAServerThatAnswers_IsHealthyWithoutAKey(string path)
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.ApiKeys = ["secret"]);

        using var answer = await server.Client.GetAsync(path);

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal("healthy", json.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Health_OfAServerWhoseModelFails_IsAliveAndNotReady()
    {
        await using var server = await ServerUnderTest.StartWithAsync(builder =>
        {
            builder.Services.AddEmotionAI().AddServer();
            builder.Services.AddSingleton<IEmotionClassifier<string>>(new FailingClassifier());
        });

        using var live = await server.Client.GetAsync("/health/live");
        using var ready = await server.Client.GetAsync("/health/ready");
        using var protocol = await server.Client.GetAsync("/v2/health/ready");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode, protocol.StatusCode));
        Assert.DoesNotContain("secret detail", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_WhereTheModelFails_IsTypedForEachShape()
    {
        await using var server = await ServerUnderTest.StartWithAsync(builder =>
        {
            builder.Services.AddEmotionAI().AddServer();
            builder.Services.AddSingleton<IEmotionClassifier<string>>(new FailingClassifier());
        });

        using var embeddings = await server.PostJsonAsync("/predict", """{"inputs":"a"}""");
        using var protocol = await server.PostJsonAsync("/v2/models/text/infer", """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}]}""");

        using var first = await embeddings.ReadAsync(HttpStatusCode.FailedDependency);
        using var second = await protocol.ReadAsync(HttpStatusCode.InternalServerError);
        Assert.Equal("Backend", first.RootElement.GetProperty("error_type").GetString());
        Assert.Equal("inference-failed", second.RootElement.GetProperty("code").GetString());
    }
}
