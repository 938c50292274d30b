namespace EmotionAI.Text.Tokenization;

/// <summary>Leaves blanks at the ends of tokens out of their offsets; follows <c>process_offsets</c> of <c>tokenizers</c>.</summary>
/// <param name="AddsPrefixSpace">Whether the blank of the first token is not in the text, so that it is left where it is alone.</param>
internal sealed record OffsetTrim(bool AddsPrefixSpace)
{
    /// <summary>Stands for a blank in byte-level tokens.</summary>
    private const char Blank = '\u0120';

    /// <summary>Trims the offsets of one token by as many code points of the text as the token has blanks.</summary>
    /// <param name="token">The token.</param>
    /// <param name="text">The original text.</param>
    /// <param name="start">Where the token begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isFirst">Whether it is the first of its window.</param>
    public (int Start, int End) Apply(ReadOnlySpan<char> token, ReadOnlySpan<char> text, int start, int end, bool isFirst)
    {
        var leading = 0;
        while (leading < token.Length && IsBlank(token[leading]))
        {
            leading++;
        }

        var trailing = 0;
        while (trailing < token.Length && IsBlank(token[token.Length - 1 - trailing]))
        {
            trailing++;
        }

        var isAdded = AddsPrefixSpace && leading == 1 && (isFirst || start == 0);
        for (var count = isAdded ? 0 : leading; count > 0 && start < end; count--)
        {
            start += IsPair(text, start) ? 2 : 1;
        }

        // Where the text before the end is shorter than that, the reference leaves the end where it is.
        var trimmed = end;
        for (var count = trailing; count > 0; count--)
        {
            if (trimmed == 0)
            {
                return (start, end);
            }

            trimmed -= trimmed > 1 && IsPair(text, trimmed - 2) ? 2 : 1;
        }

        return (Math.Min(start, end), Math.Max(trimmed, Math.Min(start, end)));
    }

    private static bool IsPair(ReadOnlySpan<char> text, int position) => char.IsHighSurrogate(text[position]) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]);

    private static bool IsBlank(char unit) => unit == Blank || char.IsWhiteSpace(unit);
}
