using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Requests;

public sealed class RequestGateTests
{
    private const string Body = """{"inputs":"Thank you!"}""";

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:5080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("192.168.1.7:80", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("emotions.example.org", HttpStatusCode.OK)]
    [InlineData("evil.example.org", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example.org", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example.org", HttpStatusCode.Forbidden)]
    public async Task Request_ByAName_IsAnsweredOnlyByItsOwn(string host, HttpStatusCode expected)
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.AllowedHosts = ["emotions.example.org"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/models") { Headers = { Host = host } };

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK)
        {
            await AssertProblemAsync(answer, "host-refused");
        }
    }

    [Fact]
    public async Task Request_OfAnotherOrigin_IsRefusedWithoutBeingRead()
    {
        await using var server = await ServerUnderTest.StartAsync();
        foreach (var origin in new[] { "https://evil.example.org", "null", "http://127.0.0.1:1" })
        {
            using var request = Post(origin);

            using var answer = await server.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Request_OfTheOwnOrigin_IsAnswered()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var request = Post(server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Request_OfAnAllowedOrigin_HasTheHeadersOfCors()
    {
        const string origin = "https://app.example.org";
        await using var server = await ServerUnderTest.StartAsync(options => (options.AllowedOrigins, options.ApiKeys) = ([origin], ["secret"]));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/predict") { Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type, authorization" } } };
        using var foreign = new HttpRequestMessage(HttpMethod.Options, "/predict") { Headers = { { "Origin", "https://evil.example.org" }, { "Access-Control-Request-Method", "POST" } } };
        using var request = Post(origin);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");

        using var allowed = await server.Client.SendAsync(preflight);
        using var refused = await server.Client.SendAsync(foreign);
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Forbidden, HttpStatusCode.OK), (allowed.StatusCode, refused.StatusCode, answer.StatusCode));
        Assert.Equal([origin, origin], new[] { allowed, answer }.Select(one => Assert.Single(one.Headers.GetValues("Access-Control-Allow-Origin"))));
        Assert.Contains("POST", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.Contains("Authorization", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Contains("Origin", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("Bearer first", HttpStatusCode.OK)]
    [InlineData("bearer second", HttpStatusCode.OK)]
    [InlineData("Bearer third", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Basic first", HttpStatusCode.Unauthorized)]
    [InlineData("first", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Request_WithKeysSet_NeedsOne(string? authorization, HttpStatusCode expected)
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.ApiKeys = ["first", "second"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/models");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK)
        {
            Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
            await AssertProblemAsync(answer, "key-missing");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Json_OfAnotherType_Is415(string? type)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await server.Client.PostAsync("/predict", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("Content-Length: 1001\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n800\r\n")]
    public async Task Body_LargerThanTheLimit_IsRefusedBeforeItsEndHasCome(string head)
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxBodyBytes = 1_000);
        using var connection = await RawConnection.OpenAsync(server);

        await connection.SendAsync($"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{head}");
        await connection.SendAsync(new string(' ', 900));
        await connection.SendAsync(head.Contains("chunked", StringComparison.Ordinal) ? new string(' ', 200) : "");

        var answer = await connection.ReadUntilAsync("limit-exceeded");
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapEmotionAI_WithoutServices_SaysWhatIsMissing()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerUnderTest.StartWithAsync(builder => builder.Services.AddEmotionAI()));

        Assert.Contains("AddServer()", error.Message, StringComparison.Ordinal);
    }

    private static HttpRequestMessage Post(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", origin);
        return request;
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, string code)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var json = await answer.ReadAsync(answer.StatusCode);
        Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
        Assert.Equal((int)answer.StatusCode, json.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", json.RootElement.GetProperty("title").GetString());
    }
}
