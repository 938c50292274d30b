using System.Text.Json;

namespace EmotionAI.Tests.Models.Reference;

/// <summary>Reads settings with the defaults of transformers.</summary>
internal readonly record struct ReferenceSettings(JsonElement Root)
{
    public int Whole(string key, int byDefault) => Find(key) is { } value ? value.GetInt32() : byDefault;

    public double Number(string key, double byDefault) => Find(key) is { } value ? value.GetDouble() : byDefault;

    public bool Truth(string key, bool byDefault) => Find(key) is { } value ? value.GetBoolean() : byDefault;

    public string Text(string key, string byDefault) => Find(key) is { } value ? value.GetString()! : byDefault;

    public JsonElement? Find(string key) => Root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
