using System.Net;
using System.Text;

namespace EmotionAI.Tests.Requests;

public sealed class HeldBytesTests
{
    private const int Most = 100_000;

    [Fact]
    public async Task Request_BodyForWhichThereIsNoRoom_IsRefusedUntilThereIs()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxHeldBytes = Most);

        using var refused = await PostAsync(server, Most + 1);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("MaxHeldBytes", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var answered = await PostAsync(server, 30);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Requests_OneAfterTheOther_GiveTheirRoomBack()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxHeldBytes = Most);

        for (var i = 0; i < 5; i++)
        {
            using var answer = await PostAsync(server, Most * 2 / 3);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Recording_ForWhichThereIsNoRoom_IsRefused_AndHeardInSegments()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxHeldBytes = 1_000);
        var recording = await File.ReadAllBytesAsync(Repository.Recording);
        using var body = new ByteArrayContent(recording);
        using var streamed = new ByteArrayContent(recording);

        using var refused = await server.Client.PostAsync("/predict/audio", body);
        using var heard = await server.Client.PostAsync("/predict/segments", streamed);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(ServerUnderTest server, int bytes)
    {
        const string Frame = "{\"inputs\":\"\"}";
        using var body = new StringContent(Frame.Insert(11, new string('a', bytes - Frame.Length)), Encoding.UTF8, "application/json");
        return await server.Client.PostAsync("/predict", body);
    }
}
