using System.Globalization;
using System.Text;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads and writes the Python literals that a label encoder holds: a quoted string as <c>repr</c> writes it, or an integer.</summary>
internal static class PythonLiteral
{
    /// <summary>Reads a literal.</summary>
    /// <param name="text">The whole literal.</param>
    /// <param name="value">The string, or the digits of the integer.</param>
    /// <param name="why">What is wrong.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string value, out string why)
    {
        value = "";
        why = "is no string and no integer";
        if (text.Length >= 2 && text[0] is '\'' or '"')
        {
            return TryString(text, out value, out why);
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = number.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Writes a string as a literal in single quotes; what could end a line, the quote or an arrow behind it is escaped.</summary>
    public static string Write(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var character in value)
        {
            if (character is '\\' or '\'')
            {
                text.Append('\\').Append(character);
            }
            else if (char.IsControl(character) || character is '>' or '\u2028' or '\u2029')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        return text.Append('\'').ToString();
    }

    private static bool TryString(ReadOnlySpan<char> text, out string value, out string why)
    {
        value = "";
        why = "has no closing quote at its end";
        var result = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == text[0])
            {
                value = result.ToString();
                why = value.Length == 0 ? "is empty" : IsWhole(value) ? "" : "holds half a surrogate pair";
                return i == text.Length - 1 ? why.Length == 0 : Fail(out why, "goes on after its closing quote");
            }

            if (text[i] != '\\')
            {
                result.Append(text[i]);
            }
            else if (!TryEscape(text, ref i, result))
            {
                return Fail(out why, "has an escape that is not supported");
            }
        }

        return false;
    }

    private static bool Fail(out string why, string what)
    {
        why = what;
        return false;
    }

    // On success, index is at the last character of the escape.
    private static bool TryEscape(ReadOnlySpan<char> text, ref int index, StringBuilder result)
    {
        if (++index >= text.Length)
        {
            return false;
        }

        var simple = "\\'\"nrtabfv".IndexOf(text[index], StringComparison.Ordinal);
        if (simple >= 0)
        {
            result.Append("\\'\"\n\r\t\a\b\f\v"[simple]);
            return true;
        }

        var digits = text[index] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || index + digits >= text.Length
            || !uint.TryParse(text.Slice(index + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
        {
            return false;
        }

        index += digits;
        if (code < 0x10000)
        {
            result.Append((char)code);
        }
        else
        {
            result.Append(char.ConvertFromUtf32((int)code));
        }

        return true;
    }

    private static bool IsWhole(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
