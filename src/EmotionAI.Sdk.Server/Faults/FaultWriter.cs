using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EmotionAI.Server.Faults;

/// <summary>Says no in the form of the endpoint.</summary>
internal static class FaultWriter
{
    public static async Task WriteAsync(HttpContext context, Fault fault)
    {
        var shape = context.GetEndpoint()?.Metadata.GetMetadata<ErrorShapeMetadata>()?.Shape ?? ErrorShape.Problem;
        var response = context.Response;
        response.StatusCode = StatusOf(fault, shape);
        response.ContentType = shape == ErrorShape.Problem ? "application/problem+json" : "application/json";
        if (fault.IsPassing)
        {
            response.Headers.RetryAfter = Fault.RetrySeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            Write(json, fault, shape);
        }

        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, Fault fault, ErrorShape shape)
    {
        json.WriteStartObject();
        switch (shape)
        {
            case ErrorShape.TextEmbeddings:
                json.WriteString("error", fault.Message);
                json.WriteString("error_type", TypeOf(fault.Status));
                break;
            case ErrorShape.OpenInference:
                json.WriteString("error", fault.Message);
                break;
            default:
                json.WriteString("type", "about:blank");
                json.WriteString("title", ReasonPhrases.GetReasonPhrase(fault.Status));
                json.WriteNumber("status", fault.Status);
                json.WriteString("detail", fault.Message);
                break;
        }

        json.WriteString("code", fault.Code);
        json.WriteEndObject();
    }

    /// <summary>A model that fails while it runs is 424 in text-embeddings-inference; a request that cannot be answered is 400 in the Open Inference Protocol.</summary>
    private static int StatusOf(Fault fault, ErrorShape shape) => (shape, fault) switch
    {
        (ErrorShape.TextEmbeddings, { Code: EmotionErrorCodes.InferenceFailed }) => StatusCodes.Status424FailedDependency,
        (ErrorShape.OpenInference, { Status: StatusCodes.Status422UnprocessableEntity }) => StatusCodes.Status400BadRequest,
        _ => fault.Status,
    };

    /// <summary>Follows the pairs of status and <c>ErrorType</c> of text-embeddings-inference.</summary>
    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status422UnprocessableEntity => "Tokenizer",
        StatusCodes.Status429TooManyRequests => "Overloaded",
        StatusCodes.Status503ServiceUnavailable => "Unhealthy",
        >= StatusCodes.Status500InternalServerError => "Backend",
        _ => "Validation",
    };
}
