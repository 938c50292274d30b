namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Finds runs of white space as the conversions of transformers write them: <c> {2,}</c> and <c>\s{2,}|[\n\r\t]</c>.</summary>
/// <param name="blanksOnly">Whether only U+0020 counts, of which two are needed.</param>
internal sealed class WhiteSpacePattern(bool blanksOnly) : IPattern
{
    public const string Blanks = " {2,}";
    public const string Folded = @"\s{2,}|[\n\r\t]";

    public bool Next(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (start = end = from; start < text.Length; start = Math.Max(end, start + 1))
        {
            for (end = start; end < text.Length && Is(text[end]); end++)
            {
            }

            if (end - start > 1 || (end > start && !blanksOnly && text[start] is '\n' or '\r' or '\t'))
            {
                return true;
            }
        }

        return false;
    }

    private bool Is(char unit) => blanksOnly ? unit == ' ' : char.IsWhiteSpace(unit);
}
