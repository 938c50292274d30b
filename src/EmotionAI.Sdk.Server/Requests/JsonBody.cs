using EmotionAI.Formats;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EmotionAI.Server.Requests;

/// <summary>Reads the body of a request that is JSON.</summary>
internal static class JsonBody
{
    /// <summary>The deepest nesting of a request.</summary>
    public const int Depth = 32;

    /// <summary>Stands for the body in messages.</summary>
    public const string Name = "body";

    /// <summary>Reads the body, in memory that grows with what arrives.</summary>
    /// <returns>UTF-8 without half characters.</returns>
    /// <exception cref="EmotionAIException">The body is not said to be JSON, or is not text.</exception>
    /// <exception cref="BadHttpRequestException">It is larger than the server takes.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RequireJson(request);
        using var held = new MemoryStream();
        await request.Body.CopyToAsync(held, cancellationToken);
        return JsonText.Clean(held.ToArray(), Name, Depth);
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !(type.MatchesMediaType("application/json") || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, "The Content-Type of the body is not 'application/json', which alone is read here.");
        }

        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, "The charset of the body is not utf-8, which alone is read here.");
        }

        RefuseEncoded(request);
    }

    /// <exception cref="EmotionAIException">The body is compressed.</exception>
    public static void RefuseEncoded(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, "The body has a Content-Encoding; send it as it is.");
        }
    }
}
