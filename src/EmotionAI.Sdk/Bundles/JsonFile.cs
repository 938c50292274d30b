using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Bundles;

/// <summary>Reads a JSON configuration file within the limits; duplicate keys, comments and trailing commas are refused.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file whose root is an object or an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="isName">Tells by the keys that lead to a text whether it is a name, in which half a character is refused.</param>
    /// <exception cref="EmotionAIException">The file is too large, cannot be read or is not JSON.</exception>
    public static JsonElement Read(string path, EmotionLimits limits, Func<List<string>, bool>? isName = null) =>
        Parse(BoundedFile.Read(path, limits.JsonBytes, nameof(EmotionLimits.JsonBytes)), path, limits, isName);

    /// <summary>Reads a file that somebody named, which may be a pipe; half a character is refused in all of it.</summary>
    /// <exception cref="EmotionAIException">The file is too large, cannot be read or is not JSON.</exception>
    public static JsonElement ReadAny(string path, EmotionLimits limits) =>
        Parse(BoundedFile.ReadAny(path, limits.JsonBytes, nameof(EmotionLimits.JsonBytes)), path, limits, _ => true);

    private static JsonElement Parse(byte[] bytes, string path, EmotionLimits limits, Func<List<string>, bool>? isName)
    {
        using var document = JsonText.Parse(bytes, path, new JsonDocumentOptions { MaxDepth = limits.JsonDepth, AllowDuplicateProperties = false }, isName);
        return document.RootElement.Clone();
    }

    /// <summary>Gives a string; null where the value is none.</summary>
    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Describes a value for a message, shortened.</summary>
    public static string Describe(JsonElement value) => JsonText.Describe(value);
}
