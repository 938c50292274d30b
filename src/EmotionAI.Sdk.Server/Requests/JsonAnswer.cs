using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Writes an answer as JSON.</summary>
/// <param name="write">Writes one value.</param>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            write(json);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
