using System.Text.Json;

namespace EmotionAI.Text.Tokenization;

/// <summary>Reads the files of a tokenizer within the limits.</summary>
internal static class TokenizerBytes
{
    private const int JsonDepth = 64;

    /// <exception cref="EmotionAIException">The file is too large or cannot be read.</exception>
    public static byte[] Read(string path, EmotionLimits limits)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= limits.TokenizerJsonBytes
                ? File.ReadAllBytes(path)
                : throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{Path.GetFileName(path)}' has {length} bytes; at most {limits.TokenizerJsonBytes} are allowed.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    /// <exception cref="EmotionAIException">The file is too large, cannot be read or is no JSON object.</exception>
    public static JsonDocument ReadJson(string path, EmotionLimits limits)
    {
        try
        {
            var document = JsonDocument.Parse(Read(path, limits), new JsonDocumentOptions { MaxDepth = JsonDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not JSON: {e.Message}", path, innerException: e);
        }

        throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not a JSON object.", path);
    }
}
