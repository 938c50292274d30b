namespace EmotionAI.Text.Tokenization.Patterns;

/// <summary>Finds a text.</summary>
internal sealed class LiteralPattern(string literal) : IPattern
{
    public bool Next(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        var step = text[from..].IndexOf(literal, StringComparison.Ordinal);
        (start, end) = (from + step, from + step + literal.Length);
        return step >= 0;
    }
}
