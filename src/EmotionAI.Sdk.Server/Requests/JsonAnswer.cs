using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Requests;

/// <summary>Writes an answer as JSON.</summary>
/// <param name="write">Writes one value.</param>
/// <param name="status">The status.</param>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            write(json);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
