namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads the labels in one field: names or ids, separated or as a JSON or Python list.</summary>
internal static class LabelCell
{
    private static readonly char[] Separators = [',', ';', '|'];
    private static readonly char[] Quotes = ['"', '\'', ' '];

    /// <returns>The labels; none for an empty field or list.</returns>
    public static string[] Split(string cell)
    {
        var text = cell.AsSpan().Trim();
        var isList = text.Length >= 2 && text[0] == '[' && text[^1] == ']';
        var items = (isList ? text[1..^1] : text).ToString().Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return isList ? [.. items.Select(item => item.Trim(Quotes))] : items;
    }
}
