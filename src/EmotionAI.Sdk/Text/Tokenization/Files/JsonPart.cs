using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads one component of a <c>tokenizer.json</c>: what it lacks has the default of <c>tokenizers</c>, what is of another kind is refused.</summary>
/// <param name="Value">The component, an object.</param>
/// <param name="Key">The keys that lead to it.</param>
/// <param name="Path">The file.</param>
internal readonly record struct JsonPart(JsonElement Value, string Key, string Path)
{
    /// <summary>Gets the kind of the component; null where it says none.</summary>
    public string? Type => Text("type");

    public bool Flag(string key, bool absent)
    {
        if (!Value.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return absent;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Unsupported(key, "true or false");
    }

    public string? Text(string key)
    {
        if (!Value.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return JsonFile.Text(value) ?? throw Unsupported(key, "a text");
    }

    /// <summary>Reads a text of one character of the first plane.</summary>
    public char Character(string key, char absent) => Text(key) switch
    {
        null => absent,
        [var unit] when !char.IsSurrogate(unit) => unit,
        _ => throw Unsupported(key, "one character"),
    };

    /// <summary>Reads the components of a sequence.</summary>
    public List<JsonPart> Parts(string key)
    {
        if (!Value.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Unsupported(key, "a list");
        }

        var parts = new List<JsonPart>();
        foreach (var item in list.EnumerateArray())
        {
            var name = Invariant($"{Key}.{key}[{parts.Count}]");
            parts.Add(item.ValueKind == JsonValueKind.Object ? new JsonPart(item, name, Path) : throw Refusal.Of(Path, name, JsonFile.Describe(item), "an object"));
        }

        return parts;
    }

    /// <summary>Says that the kind is not supported.</summary>
    public EmotionAIException UnsupportedType(string allowed) => Refusal.Of(Path, Key, Type, allowed);

    /// <summary>Says that a value is not supported.</summary>
    public EmotionAIException Unsupported(string key, string allowed) =>
        Refusal.Of(Path, $"{Key}.{key}", Value.TryGetProperty(key, out var value) ? JsonFile.Describe(value) : null, allowed);
}
