using System.Text.Json;

namespace EmotionAI.Text.Tokenization;

/// <summary>Reads added tokens, which tokenizer.json and tokenizer_config.json describe alike.</summary>
internal static class AddedTokenReader
{
    public static AddedToken Read(string content, int id, JsonElement description) => new()
    {
        Content = content,
        Id = id,
        SingleWord = IsTrue(description, "single_word"),
        LeftStrip = IsTrue(description, "lstrip"),
        RightStrip = IsTrue(description, "rstrip"),
        Normalized = IsTrue(description, "normalized"),
    };

    private static bool IsTrue(JsonElement description, string key) => description.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;
}
