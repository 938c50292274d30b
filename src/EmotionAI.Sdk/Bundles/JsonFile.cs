using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Reads a JSON configuration file within the limits; duplicate keys, comments and trailing commas are refused.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file whose root is an object or an array.</summary>
    /// <exception cref="EmotionAIException">The file is too large, cannot be read or is not JSON.</exception>
    public static JsonElement Read(string path, EmotionLimits limits)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > limits.JsonBytes)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"'{path}' has {length} bytes; a configuration may have {limits.JsonBytes}.", path);
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions
            {
                MaxDepth = limits.JsonDepth,
                AllowDuplicateProperties = false,
            });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not JSON: {e.Message}", path, innerException: e);
        }
        catch (FileNotFoundException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    /// <summary>Gives a string, bad UTF-8 included, or null where the value is none.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Describes a value for a message, shortened.</summary>
    public static string Describe(JsonElement value)
    {
        const int longest = 60;
        var text = value.ValueKind is JsonValueKind.Object ? "an object" : value.ValueKind is JsonValueKind.Array ? "a list" : value.GetRawText();
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
    }
}
