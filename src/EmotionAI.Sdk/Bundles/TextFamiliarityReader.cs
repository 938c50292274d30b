using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads <c>text_quality</c> of <c>inference_config.json</c>: what <c>calibrate</c> found to be usual for the texts of a model.</summary>
internal static class TextFamiliarityReader
{
    public const string Allowed = "{\"up_to_tokens\": [2, 4, …], \"most_unfamiliar\": [0.8, 0.9, …, 0.7]}: rising numbers of tokens, and a bound for each and one for longer texts, as 'emotionai calibrate' writes them";

    private const int MostClasses = 64;

    /// <summary>Reads the value; null where it is of another form.</summary>
    public static TextFamiliarity? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object
            || Numbers(value, "up_to_tokens") is not { } tokens || Numbers(value, "most_unfamiliar") is not { } bounds
            || bounds.Count != tokens.Count + 1 || tokens.Exists(count => count is < 1 or > int.MaxValue || count != Math.Floor(count)))
        {
            return null;
        }

        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i] <= tokens[i - 1])
            {
                return null;
            }
        }

        return new TextFamiliarity { UpToTokens = [.. tokens.Select(count => (int)count)], MostUnfamiliar = bounds };
    }

    private static List<double>? Numbers(JsonElement value, string key)
    {
        if (!value.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostClasses)
        {
            return null;
        }

        var numbers = new List<double>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out var number) || !double.IsFinite(number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
