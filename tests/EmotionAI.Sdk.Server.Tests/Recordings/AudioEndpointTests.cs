using System.Net;
using System.Text;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Recordings;

public sealed class AudioEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly byte[] Recording = File.ReadAllBytes(Repository.Recording);

    [Fact]
    public async Task PredictAudio_Body_GivesWhatTheLibraryGives()
    {
        using var classifier = AudioEmotionClassifier.LoadDefault();
        var expected = classifier.ClassifyFile(Repository.Recording);

        using var answer = await fixture.Server.Client.PostAsync("/predict/audio?scores=true", new ByteArrayContent(Recording));

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(["labels", "top", "scores", "model", "mock", "truncated", "incomplete", "quality"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(expected.Top.Label, json.RootElement.GetProperty("top").GetProperty("label").GetString());
        Assert.Equal(expected.Scores.Select(score => score.Score), json.RootElement.GetProperty("scores").EnumerateObject().Select(score => score.Value.GetSingle()), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(expected.Quality!.Duration.TotalSeconds, json.RootElement.GetProperty("quality").GetProperty("seconds").GetDouble(), 6);
    }

    [Theory]
    [InlineData("file", null)]
    [InlineData("recording", "call.flac")]
    public async Task PredictAudio_Form_IsReadAsItsFile(string name, string? fileName)
    {
        using var form = new MultipartFormDataContent { { new StringContent("a note"), "note" } };
        var file = new ByteArrayContent(Recording);
        if (fileName is null)
        {
            form.Add(file, name);
        }
        else
        {
            form.Add(file, name, fileName);
        }

        using var body = await (await fixture.Server.Client.PostAsync("/predict/audio", new ByteArrayContent(Recording))).ReadAsync(HttpStatusCode.OK);
        using var answer = await fixture.Server.Client.PostAsync("/predict/audio", form);

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(body.RootElement.GetRawText(), json.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("no recording", HttpStatusCode.UnsupportedMediaType, "format-unsupported")]
    [InlineData("", HttpStatusCode.UnprocessableEntity, null)]
    [InlineData("RIFF\0\0\0\0WAVE", HttpStatusCode.UnprocessableEntity, null)]
    public async Task PredictAudio_NoRecording_IsATypedProblem(string body, HttpStatusCode status, string? code)
    {
        using var answer = await fixture.Server.Client.PostAsync("/predict/audio", new ByteArrayContent(Encoding.Latin1.GetBytes(body)));

        using var json = await answer.ReadAsync(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code ?? json.RootElement.GetProperty("code").GetString(), json.RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("multipart/form-data", "", "boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x--\r\n", "no file")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n--x--\r\n", "no file")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nfLaC", "end of Stream")]
    [InlineData("multipart/form-data; boundary=x", "nonsense", "")]
    public async Task PredictAudio_BrokenForm_IsATypedProblem(string type, string body, string said)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await fixture.Server.Client.PostAsync("/predict/audio", content);

        using var json = await answer.ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(said, json.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PredictAudio_BeyondALimit_Is413()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxAudioDuration = TimeSpan.FromSeconds(1));
        await using var small = await ServerUnderTest.StartAsync(options => options.MaxBodyBytes = 100);

        using var longer = await server.Client.PostAsync("/predict/audio", new ByteArrayContent(Recording));
        using var larger = await small.Client.PostAsync("/predict/audio", new ByteArrayContent(Recording));

        foreach (var answer in new[] { longer, larger })
        {
            using var json = await answer.ReadAsync(HttpStatusCode.RequestEntityTooLarge);
            Assert.Equal("limit-exceeded", json.RootElement.GetProperty("code").GetString());
        }
    }
}
