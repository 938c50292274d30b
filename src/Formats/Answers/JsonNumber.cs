using System.Text.Json;

namespace EmotionAI.Formats;

/// <summary>Writes numbers of floating point.</summary>
internal static class JsonNumber
{
    /// <summary>Writes a number; null for what JSON has no number for.</summary>
    public static void Write(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
