using System.Net;
using System.Text;
using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Live;

public sealed class SegmentsEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly byte[] Recording = WavFile.Bytes(Sounds.Integers(Sounds.Speech), 16_000);

    [Fact]
    public async Task Segments_OfABody_AreTheLinesOfTheLibrary()
    {
        using var answer = await fixture.Server.Client.PostAsync("/predict/segments", new ByteArrayContent(Recording));

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await Sounds.ExpectedAsync(Sounds.Speech), Lines(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Segments_AsAList_OfAForm_WithOptions_AreThoseOfTheLibrary()
    {
        using var form = new MultipartFormDataContent { { new StringContent("a note"), "note" }, { new ByteArrayContent(Recording), "file", "call.wav" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/segments?window=2&hop=0.5&last=partial&channels=0&minimum_duration=1") { Content = form };
        request.Headers.Accept.ParseAdd("application/json, application/x-ndjson;q=0.5");

        using var answer = await fixture.Server.Client.SendAsync(request);

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        var options = new SegmentOptions { Window = TimeSpan.FromSeconds(2), Hop = TimeSpan.FromSeconds(0.5), LastWindow = LastWindow.Partial, OnlyChannel = 0, MinimumDuration = TimeSpan.FromSeconds(1) };
        Assert.Equal(await Sounds.ExpectedAsync(Sounds.Speech, options), json.RootElement.EnumerateArray().Select(segment => segment.GetRawText()));
    }

    [Fact]
    public async Task Segments_AreToldWhileTheRecordingComes()
    {
        using var connection = await RawConnection.OpenAsync(fixture.Server);
        var text = Encoding.Latin1.GetString(Recording);
        var half = text.Length / 2;

        await connection.SendAsync($"POST /predict/segments?raw=true&window=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: {text.Length}\r\n\r\n{text[..half]}");
        var first = await connection.ReadUntilAsync("\"start\":0,");
        await connection.SendAsync(text[half..]);

        Assert.StartsWith("HTTP/1.1 200", first, StringComparison.Ordinal);
        await connection.ReadUntilAsync("\r\n0\r\n\r\n");
    }

    [Fact]
    public async Task Segments_OfARecordingThatBreaks_EndWithTheFault()
    {
        float[] broken = [.. Sounds.Speech.Samples.Span, float.NaN, .. Sounds.Speech.Samples.Span];
        using var answer = await fixture.Server.Client.PostAsync("/predict/segments", new ByteArrayContent(WavFile.Bytes(Sounds.Floats(new AudioClip(broken, 16_000)), 16_000, isFloat: true)));

        var lines = Lines(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((await Sounds.ExpectedAsync(Sounds.Speech))[..1], lines[..1]);
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Equal("input-invalid", last.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.All(lines[..^1], line => Assert.StartsWith("{\"start\":", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", HttpStatusCode.UnprocessableEntity, null)]
    [InlineData("", "no recording", HttpStatusCode.UnsupportedMediaType, "format-unsupported")]
    [InlineData("windw=3", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("window=0", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("window=NaN", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("window=1&window=2", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("window=2&hop=3", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("channels=-1", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("raw=maybe", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("last=none", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("maximum_duration=0.5", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("maximum_duration=Infinity", "", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("model=none", "", HttpStatusCode.NotFound, "model-not-found")]
    public async Task Segments_ThatCannotBe_AreATypedProblem(string query, string body, HttpStatusCode status, string? code)
    {
        using var answer = await fixture.Server.Client.PostAsync($"/predict/segments?{query}", new ByteArrayContent(Encoding.Latin1.GetBytes(body)));

        using var json = await answer.ReadAsync(status);
        Assert.Equal(code ?? json.RootElement.GetProperty("code").GetString(), json.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Segments_BeyondALimit_AreRefusedByType()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxAudioDuration = TimeSpan.FromSeconds(1));
        await using var small = await ServerUnderTest.StartAsync(options => options.MaxStreamedBytes = 1_000);
        await using var full = await ServerUnderTest.StartAsync(options => options.MaxStreams = 1);
        using var stream = await StreamClient.OpenAsync(full);

        foreach (var (one, status, code) in new[] { (server, HttpStatusCode.RequestEntityTooLarge, "limit-exceeded"), (small, HttpStatusCode.RequestEntityTooLarge, "limit-exceeded"), (full, HttpStatusCode.TooManyRequests, "overloaded") })
        {
            using var unknown = new StreamContent(new MemoryStream(Recording));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/segments") { Content = unknown };
            request.Headers.TransferEncodingChunked = true;

            using var answer = await one.Client.SendAsync(request);

            using var json = await answer.ReadAsync(status);
            Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
        }
    }

    private static string[] Lines(string body) => body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
