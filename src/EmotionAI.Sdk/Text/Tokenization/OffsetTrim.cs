namespace EmotionAI.Text.Tokenization;

/// <summary>Leaves blanks at the ends of tokens out of their offsets; follows <c>process_offsets</c> of <c>tokenizers</c>.</summary>
/// <param name="AddsPrefixSpace">Whether the blank of the first token is not in the text, so that it is left where it is alone.</param>
internal sealed record OffsetTrim(bool AddsPrefixSpace)
{
    /// <summary>Stands for a blank in byte-level tokens.</summary>
    private const char Blank = '\u0120';

    /// <summary>Trims the offsets of one token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="isFirst">Whether it is the first of its window.</param>
    public (int Start, int End) Apply(ReadOnlySpan<char> token, int start, int end, bool isFirst)
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

        if (leading > 0)
        {
            var isAdded = AddsPrefixSpace && leading == 1 && (isFirst || start == 0);
            start = Math.Min(start + (isAdded ? 0 : leading), end);
        }

        if (trailing > 0 && end >= trailing)
        {
            end = Math.Max(end - trailing, start);
        }

        return (start, end);
    }

    private static bool IsBlank(char unit) => unit == Blank || char.IsWhiteSpace(unit);
}
