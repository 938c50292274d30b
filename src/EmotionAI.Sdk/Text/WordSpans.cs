using System.Globalization;
using System.Text;

namespace EmotionAI.Text;

/// <summary>Finds the words of a text for people: letters, digits and marks, with apostrophes between them; each ideograph, and each other sign with the like beside it, by itself.</summary>
internal static class WordSpans
{
    private enum Kind
    {
        Blank,
        Letter,
        Ideograph,
        Sign,
    }

    /// <summary>Lists the words in the order of the text.</summary>
    public static List<Range> Find(string text)
    {
        var words = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var kind = KindAt(text, start, out var length);
            var end = start + length;
            while (end < text.Length && Continues(text, start, end, kind, out length))
            {
                end += length;
            }

            if (kind != Kind.Blank)
            {
                words.Add(start..end);
            }

            start = end;
        }

        return words;
    }

    private static bool Continues(string text, int start, int at, Kind kind, out int length)
    {
        var next = KindAt(text, at, out length);
        return kind switch
        {
            Kind.Letter => next == Kind.Letter || (IsApostrophe(text[at]) && at + 1 < text.Length && KindAt(text, at + 1, out _) == Kind.Letter),
            Kind.Sign => next == Kind.Sign && text.AsSpan(at, length).SequenceEqual(text.AsSpan(start, Math.Min(length, at - start))),
            Kind.Blank => next == Kind.Blank,
            _ => false,
        };
    }

    private static Kind KindAt(string text, int at, out int length)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            length = 1;
            return Kind.Sign;
        }

        length = rune.Utf16SequenceLength;
        return Rune.IsWhiteSpace(rune) ? Kind.Blank
            : IsIdeograph(rune.Value) ? Kind.Ideograph
            : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.ConnectorPunctuation ? Kind.Letter
            : Kind.Sign;
    }

    private static bool IsApostrophe(char unit) => unit is '\'' or '’';

    private static bool IsIdeograph(int codePoint) => codePoint is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
