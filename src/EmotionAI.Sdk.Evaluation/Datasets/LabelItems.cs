using System.Text.RegularExpressions;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Splits labels that are written one after the other. What is quoted is one label, whatever signs it holds.</summary>
internal static partial class LabelItems
{
    /// <summary>Splits what stands between the brackets of a list, as Python or numpy print it: without commas, white space separates numbers and quoted labels.</summary>
    public static string[] OfList(string text)
    {
        var body = Wrapper().Replace(text, "$1");
        var isSpaced = Spaced().IsMatch(body);
        return Split(body, isSpaced);
    }

    /// <summary>Splits a field by <c>,</c>, <c>;</c> and <c>|</c>.</summary>
    public static string[] OfText(string text) => Split(text, isSpaced: false);

    private static string[] Split(string text, bool isSpaced) =>
        [.. (isSpaced ? SpacedItem() : Item()).Matches(text).Select(match => Unquote(match.Value.Trim())).Where(item => item.Length > 0)];

    private static string Unquote(string item) => item is ['"', .., '"'] or ['\'', .., '\''] && item.Length > 1
        ? Escaped().Replace(item[1..^1], "$1").Trim()
        : item;

    /// <summary>The way in which numpy 2 and lists of arrays name the type of each item.</summary>
    [GeneratedRegex("""(?:np\.)?(?:str_|int64|int32|float64|float32)\(([^()]*)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Wrapper();

    [GeneratedRegex("""^\s*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[-+0-9.eE]+)(?:\s*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|\s+[-+0-9.eE]+)*\s*$""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spaced();

    [GeneratedRegex("""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\s'"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedItem();

    [GeneratedRegex("""\s*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*(?=[,;|]|$)|[^,;|]+""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Item();

    [GeneratedRegex("""\\(.)""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escaped();
}
