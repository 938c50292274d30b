using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Finds what a regular expression matches; it never goes back in a text, so that time is linear in it.</summary>
/// <remarks>
/// The reference counts code points, .NET units: each code point beyond the first plane is matched as a unit of its category.
/// </remarks>
internal sealed class RegexPattern(Regex regex) : IPattern
{
    /// <summary>Gets a unit of each category, in the order of <see cref="UnicodeCategory"/>; those of the first 20 Cs and Cn stand for nothing else.</summary>
    private const string Proxies = "\u10A0\u0180\u01C5\u02B0\u01BB\u0483\u0903\u0488\u0660\u2160\u00B2\u1680\u2028\u2029\u0085\u0600\uFFFD\uE000\u203F\u058A\u0F3A\u0F3B\u00AB\u00BB\u055A\u00B1\u00A2\u00A8\u00A6\u0378";

    /// <summary>Reads a pattern.</summary>
    /// <returns>The pattern; null where it asks for what is not supported: looking around, going back, matching nothing.</returns>
    public static RegexPattern? TryParse(string pattern)
    {
        try
        {
            var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return regex.IsMatch("") ? null : new RegexPattern(regex);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public bool Next(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return Match(text, from, out start, out end);
        }

        var units = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var count = 0;
            var first = 0;
            for (var i = 0; i < text.Length; i++)
            {
                first = i == from ? count : first;
                var isPair = char.IsHighSurrogate(text[i]);
                units[count++] = isPair ? Proxies[(int)CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(text[i], text[++i]))] : text[i];
            }

            var isMatch = Match(units.AsSpan(0, count), from == text.Length ? count : first, out start, out end);
            (start, end) = (Position(text, start), Position(text, end));
            return isMatch;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(units, clearArray: true);
        }
    }

    private bool Match(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        foreach (var match in regex.EnumerateMatches(text, from))
        {
            if (match.Length > 0)
            {
                (start, end) = (match.Index, match.Index + match.Length);
                return true;
            }
        }

        (start, end) = (text.Length, text.Length);
        return false;
    }

    /// <summary>Gives the unit where so many code points end.</summary>
    private static int Position(ReadOnlySpan<char> text, int codePoints)
    {
        var position = 0;
        for (; codePoints > 0 && position < text.Length; codePoints--)
        {
            position += char.IsHighSurrogate(text[position]) ? 2 : 1;
        }

        return position;
    }
}
