using System.Globalization;
using System.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Makes untrusted text safe to show on a terminal: no control sequence, no change of writing direction, one line.</summary>
internal static class PrintableText
{
    private const int LongestText = 300;

    public static string Of(string text, int longest = LongestText)
    {
        var builder = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length >= longest)
            {
                return builder.Append('…').ToString();
            }

            builder.Append(Replace(rune));
        }

        return builder.ToString();
    }

    private static Rune Replace(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' or 0x2028 or 0x2029 => new Rune(' '),
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => Rune.ReplacementChar,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control ? Rune.ReplacementChar : rune,
    };
}
