using System.Globalization;
using System.Text;

namespace EmotionAI.Timelines;

/// <summary>Makes labels, which come from model folders, fit to be written on one line: no line ends, no control characters, no halves of characters.</summary>
internal static class PlainLine
{
    public static string Of(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(rune.Value switch
            {
                '\t' or '\n' or '\r' or 0x85 or 0x2028 or 0x2029 => new Rune(' '),
                0xFFFE or 0xFFFF => Rune.ReplacementChar,
                _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control ? Rune.ReplacementChar : rune,
            });
        }

        return builder.ToString();
    }

    /// <summary>Writes the accepted labels with their scores, or the quantities of a model that gives those; empty where nobody speaks.</summary>
    public static string LabelsOf(EmotionPrediction prediction) =>
        Of(string.Join(", ", prediction.Labels.Select(label => Invariant($"{label.Label} {label.Score:0.00}"))));
}
