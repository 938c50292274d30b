using System.Text.Json;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads added tokens, which tokenizer.json and tokenizer_config.json describe alike.</summary>
internal static class AddedTokenReader
{
    /// <summary>Reads a description; a token that says nothing else is looked for after normalization unless it is special.</summary>
    public static AddedToken Read(string content, int id, JsonElement description, bool isSpecial = false) => new()
    {
        Content = content,
        Id = id,
        SingleWord = IsTrue(description, "single_word"),
        LeftStrip = IsTrue(description, "lstrip"),
        RightStrip = IsTrue(description, "rstrip"),
        IsSpecial = isSpecial || IsTrue(description, "special"),
        Normalized = description.TryGetProperty("normalized", out var normalized) ? normalized.ValueKind == JsonValueKind.True : !isSpecial && !IsTrue(description, "special"),
    };

    private static bool IsTrue(JsonElement description, string key) => description.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;
}
