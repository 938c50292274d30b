using System.Net;
using System.Text.Json;

namespace EmotionAI.Tests;

/// <summary>Sends JSON and reads it.</summary>
internal static class HttpAnswers
{
    public static Task<HttpResponseMessage> PostJsonAsync(this ServerUnderTest server, string path, string body) =>
        server.Client.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    /// <summary>Reads an answer whose status is known.</summary>
    public static async Task<JsonDocument> ReadAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {body}");
        return JsonDocument.Parse(body);
    }
}
