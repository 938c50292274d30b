using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Mocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmotionAI.Tests.Live;

public sealed class StreamEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string End = """{"type":"end"}""";

    [Theory]
    [InlineData(1_001)]
    [InlineData(3_200)]
    [InlineData(100_000)]
    public async Task Stream_BlocksOfAnySize_GiveTheSegmentsOfTheRecording(int block)
    {
        using var client = await StreamClient.OpenAsync(fixture.Server);

        await client.SendAsync(Sounds.Integers(Sounds.Speech), block);
        await client.SayAsync(End);

        Assert.Equal(await Sounds.ExpectedAsync(Sounds.Speech), await client.ReadAllAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task Stream_FloatsOfTwoChannelsAtAnotherRate_GiveTheSegmentsOfEachSpeaker()
    {
        var call = new AudioClip(Sounds.Speech.Samples, 22_050, 2);
        var split = new SegmentOptions { Channels = SegmentChannels.Split, MaximumDuration = TimeSpan.FromSeconds(2), Hop = TimeSpan.FromSeconds(1) };
        using var client = await StreamClient.OpenAsync(fixture.Server, "encoding=f32le&rate=22050&channel_count=2&channels=split&maximum_duration=2&hop=1");

        await client.SendAsync(Sounds.Floats(call), 4_093);
        await client.SayAsync(End);

        var segments = await client.ReadAllAsync();
        Assert.Equal(await Sounds.ExpectedAsync(call, split), segments);
        Assert.Contains(segments, segment => segment.Contains("\"channel\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stream_SegmentsAreToldWhileSoundComes_AndTheLastOnesAfterTheClose()
    {
        using var client = await StreamClient.OpenAsync(fixture.Server, "raw=true");
        await client.SendAsync(Sounds.Integers(Sounds.Speech).AsMemory(0, 32_000 * 4), 3_200);

        var first = await client.ReadAsync();
        await client.SendAsync(Sounds.Integers(Sounds.Speech).AsMemory(32_000 * 4), 3_200);
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Assert.Equal(await Sounds.ExpectedAsync(Sounds.Speech, new SegmentOptions { Raw = true }), [first!, .. await client.ReadAllAsync()]);
    }

    [Fact]
    public async Task Stream_EndsWithinASample_IsSaidToBeIncomplete()
    {
        using var client = await StreamClient.OpenAsync(fixture.Server);

        await client.SendAsync(Sounds.Integers(Sounds.Speech).AsMemory(0, 64_001), 3_200);
        await client.SayAsync(End);

        Assert.Contains("\"incomplete\":true", (await client.ReadAllAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithoutSound_EndsWithoutASegment()
    {
        using var client = await StreamClient.OpenAsync(fixture.Server);

        await client.SayAsync(End);

        Assert.Empty(await client.ReadAllAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
    }

    [Theory]
    [InlineData("""{"type":"pause"}""", "input-invalid", WebSocketCloseStatus.InvalidPayloadData)]
    [InlineData("nonsense", "input-invalid", WebSocketCloseStatus.InvalidPayloadData)]
    [InlineData("[", "input-invalid", WebSocketCloseStatus.InvalidPayloadData)]
    [InlineData(null, "limit-exceeded", WebSocketCloseStatus.MessageTooBig)]
    public async Task Stream_MessageThatIsNotKnown_IsAFaultAndACode(string? message, string code, WebSocketCloseStatus status)
    {
        using var client = await StreamClient.OpenAsync(fixture.Server);

        await client.SayAsync(message ?? new string(' ', 40_000));

        await AssertEndsAsync(client, code, status);
    }

    [Fact]
    public async Task Stream_SamplesThatAreNoNumbers_AreAFaultAndACode()
    {
        using var client = await StreamClient.OpenAsync(fixture.Server, "encoding=f32le");

        await client.SendAsync(Sounds.Floats(new AudioClip(Enumerable.Repeat(float.NaN, 100).ToArray(), 16_000)), 400);

        await AssertEndsAsync(client, "input-invalid", WebSocketCloseStatus.InvalidPayloadData);
    }

    [Fact]
    public async Task Stream_LongerThanAllowed_IsAFaultAndACode()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxAudioDuration = TimeSpan.FromSeconds(1));
        using var client = await StreamClient.OpenAsync(server);

        await client.SendAsync(new byte[40_000], 3_200);

        await AssertEndsAsync(client, "limit-exceeded", WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task Stream_WindowLongerThanTheModelReads_IsAFaultAndACode()
    {
        using var client = await StreamClient.OpenAsync(fixture.Server, "window=100");

        await client.SendAsync(new byte[32_000], 3_200);

        await AssertEndsAsync(client, "setting-invalid", WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task Stream_OfWhoSaysNothing_IsEndedAfterAWhile()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.StreamPatience = TimeSpan.FromSeconds(0.3));
        using var client = await StreamClient.OpenAsync(server);

        await AssertEndsAsync(client, "limit-exceeded", WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task Stream_OfWhoSendsASampleNowAndThen_IsEndedToo()
    {
        await using var server = await ServerUnderTest.StartAsync(options => (options.MaxAudioDuration, options.StreamPatience) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5)));
        using var client = await StreamClient.OpenAsync(server);
        var trickle = Task.Run(async () =>
        {
            while (client.Socket.State == WebSocketState.Open)
            {
                await client.SendAsync(new byte[2], 2);
                await Task.Delay(50);
            }
        });

        await AssertEndsAsync(client, "limit-exceeded", WebSocketCloseStatus.MessageTooBig);
        await trickle;
    }

    [Fact]
    public async Task Streams_MoreThanPlaces_AreToldToComeLater_AndAPlaceIsGivenBack()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxStreams = 1);
        using (await StreamClient.OpenAsync(server))
        {
            using var second = await StreamClient.OpenAsync(server);
            await AssertEndsAsync(second, "overloaded", (WebSocketCloseStatus)1_013);
        }

        await WaitForPlaceAsync(server);
    }

    [Fact]
    public async Task Stream_OfWhoDoesNotRead_IsHeldUpAndGivenUp()
    {
        await using var server = await ServerUnderTest.StartWithAsync(builder =>
        {
            builder.Services.AddEmotionAI().AddServer(options => (options.MaxStreams, options.StreamPatience) = (1, TimeSpan.FromSeconds(1)));
            builder.Services.AddSingleton<IEmotionClassifier<AudioClip>>(new MockAudioEmotionClassifier());
        });
        using var client = await StreamClient.OpenAsync(server, "raw=true&window=0.1&hop=0.01");
        var sound = new byte[32_000];
        var sent = 0L;

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            while (true)
            {
                await client.Socket.SendAsync(sound, WebSocketMessageType.Binary, true, patience.Token);
                sent += sound.Length;
            }
        });

        Assert.InRange(sent, 1, 100_000_000);
        await WaitForPlaceAsync(server);
    }

    [Fact]
    public async Task Stop_WhileSoundComes_TellsTheLastSegmentsAndSaysWhy()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var client = await StreamClient.OpenAsync(server);
        await client.SendAsync(Sounds.Integers(Sounds.Speech), 3_200);
        var first = await client.ReadAsync();

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var segments = await client.ReadAllAsync();
        Assert.NotNull(first);
        Assert.NotEmpty(segments);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.Socket.CloseStatus);
    }

    [Theory]
    [InlineData("emotionai.key.s3cret%20%28", null, HttpStatusCode.SwitchingProtocols)]
    [InlineData("emotionai.key.other", null, HttpStatusCode.Unauthorized)]
    [InlineData(null, "Bearer s3cret (", HttpStatusCode.SwitchingProtocols)]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    public async Task Stream_KeyAsNameOfAProtocol_IsAsGoodAsTheHeader(string? protocol, string? header, HttpStatusCode status)
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.ApiKeys = ["s3cret ("]);
        using var client = await StreamClient.OpenAsync(server, "", options =>
        {
            options.AddSubProtocol("emotionai");
            if (protocol is not null)
            {
                options.AddSubProtocol(protocol);
            }

            if (header is not null)
            {
                options.SetRequestHeader("Authorization", header);
            }
        });

        Assert.Equal(status, client.Socket.HttpStatusCode);
        Assert.Equal(status == HttpStatusCode.SwitchingProtocols ? "emotionai" : null, client.Socket.SubProtocol);
    }

    [Theory]
    [InlineData("https://evil.example.org", "", HttpStatusCode.Forbidden)]
    [InlineData(null, "rate=4000", HttpStatusCode.UnprocessableEntity)]
    [InlineData(null, "encoding=mp3", HttpStatusCode.UnprocessableEntity)]
    [InlineData(null, "model=none", HttpStatusCode.NotFound)]
    public async Task Stream_ThatMayNotBe_IsRefusedBeforeItBegins(string? origin, string query, HttpStatusCode status)
    {
        using var client = await StreamClient.OpenAsync(fixture.Server, query, options =>
        {
            if (origin is not null)
            {
                options.SetRequestHeader("Origin", origin);
            }
        });

        Assert.Equal(status, client.Socket.HttpStatusCode);
    }

    [Fact]
    public async Task Stream_WithoutAWebSocket_IsATypedProblem()
    {
        using var answer = await fixture.Server.Client.GetAsync("/stream");

        using var json = await answer.ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("WebSocket", json.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task AssertEndsAsync(StreamClient client, string code, WebSocketCloseStatus status)
    {
        using var json = JsonDocument.Parse(Assert.Single(await client.ReadAllAsync()));
        Assert.Equal(code, json.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(status, client.Socket.CloseStatus);
        Assert.Equal(code, client.Socket.CloseStatusDescription);
    }

    private static async Task WaitForPlaceAsync(ServerUnderTest server)
    {
        for (var i = 0; i < 100; i++)
        {
            using var client = await StreamClient.OpenAsync(server);
            await client.SayAsync(End);
            if ((await client.ReadAllAsync()).Count == 0)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("The place was not given back.");
    }
}
