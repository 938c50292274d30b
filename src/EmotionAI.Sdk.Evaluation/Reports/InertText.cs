using System.Globalization;
using System.Text;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Makes untrusted text safe to show: no control character, no change of writing direction beyond the text, whole code points.</summary>
internal static class InertText
{
    /// <summary>The most characters of an input that are shown.</summary>
    public const int LongestExample = 600;

    /// <summary>Replaces what could act on the text around it.</summary>
    public static string Of(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(Replace(rune));
        }

        return builder.ToString();
    }

    /// <summary>Cuts a long text after a whole character and marks the cut.</summary>
    public static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= longest)
        {
            end = next;
        }

        return $"{text[..(end > 0 ? end : longest)]}…";
    }

    private static Rune Replace(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => rune.Value == '\r' ? new Rune(' ') : rune,
        0x2028 or 0x2029 => new Rune('\n'),
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB) => Rune.ReplacementChar,
        _ when (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF => Rune.ReplacementChar,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control ? Rune.ReplacementChar : rune,
    };
}
