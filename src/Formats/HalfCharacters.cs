using System.Buffers.Text;
using System.Text;

namespace EmotionAI.Formats;

/// <summary>Finds the escapes of lone surrogates (<c>\ud83d</c> without its second half), which are JSON but no text.</summary>
internal static class HalfCharacters
{
    private const int EscapeLength = 6;

    /// <summary>Overwrites each by the escape of U+FFFD, which is as long.</summary>
    /// <returns>Where they were, in order.</returns>
    public static List<HalfCharacter> Replace(Span<byte> json)
    {
        List<HalfCharacter> found = [];
        for (var i = 0; json[i..].IndexOf((byte)'\\') is >= 0 and var skipped;)
        {
            i += skipped;
            if (CodeUnit(json[i..]) is not { } unit)
            {
                // Two bytes: the second may be a backslash itself.
                i = Math.Min(i + 2, json.Length);
                continue;
            }

            if (char.IsHighSurrogate(unit) && CodeUnit(json[(i + EscapeLength)..]) is { } second && char.IsLowSurrogate(second))
            {
                i += 2 * EscapeLength;
                continue;
            }

            if (char.IsSurrogate(unit))
            {
                found.Add(new HalfCharacter(i, Encoding.ASCII.GetString(json.Slice(i + 1, EscapeLength - 1))));
                "ufffd"u8.CopyTo(json[(i + 1)..]);
            }

            i += EscapeLength;
        }

        return found;
    }

    private static char? CodeUnit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text.StartsWith("\\u"u8) && Utf8Parser.TryParse(text[2..EscapeLength], out ushort unit, out var consumed, 'X') && consumed == EscapeLength - 2
            ? (char)unit
            : null;
}
