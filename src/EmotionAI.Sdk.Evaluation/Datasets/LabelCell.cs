using System.Text.Json;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads the labels in one field: names or ids, separated, or as a list of JSON, Python, numpy or Hugging Face.</summary>
internal static class LabelCell
{
    /// <summary>From this score on a label of a Hugging Face answer with several counts.</summary>
    private const double AcceptedScore = 0.5;
    private const double SumTolerance = 0.01;

    /// <returns>The labels; none for an empty field or list.</returns>
    public static string[] Split(string cell)
    {
        var text = cell.Trim();
        if (text is ['[', .., ']'] or ['{', .., '}'] && FromJson(text) is { } labels)
        {
            return labels;
        }

        return text is ['[', .., ']'] or ['(', .., ')'] ? LabelItems.OfList(text[1..^1]) : LabelItems.OfText(text);
    }

    /// <summary>Tells whether a field stands for a value that is missing, as pandas and R write it.</summary>
    public static bool IsMissing(string item) => item.Equals("nan", StringComparison.OrdinalIgnoreCase) || item is "NA" or "<NA>";

    private static string[]? FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                return root.TryGetProperty("label", out var label) ? [TextOf(label)] : null;
            }

            // A pipeline of Hugging Face answers with a list in a list when it is asked for every score.
            JsonElement[] items = [.. root.EnumerateArray()];
            items = items is [{ ValueKind: JsonValueKind.Array }] ? [.. items[0].EnumerateArray()] : items;
            return items.Any(item => item.ValueKind == JsonValueKind.Object) ? Accepted(items) : [.. items.Select(TextOf)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Finds the labels that an answer accepts: the only one, those from one half on, or the best of scores that add up to 1.</summary>
    private static string[]? Accepted(JsonElement[] items)
    {
        List<(string Label, double? Score)> answers = [];
        foreach (var item in items)
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("label", out var label))
            {
                return null;
            }

            answers.Add((TextOf(label), item.TryGetProperty("score", out var score) && score.TryGetDouble(out var value) ? value : null));
        }

        if (answers.Count == 1)
        {
            return [answers[0].Label];
        }

        string[] accepted = [.. answers.Where(answer => answer.Score is null or >= AcceptedScore).Select(answer => answer.Label)];
        return accepted.Length == 0 && Math.Abs(answers.Sum(answer => answer.Score ?? 0) - 1) < SumTolerance
            ? [answers.MaxBy(answer => answer.Score).Label]
            : accepted;
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
}
