using System.Buffers;
using System.Globalization;
using System.Text;

namespace EmotionAI.Text.Tokenization;

/// <summary>Finds added tokens in a text, leftmost first and the longest of those; follows <c>AddedVocabulary</c> of <c>tokenizers</c>.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly AddedToken[] _tokens;
    private readonly SearchValues<char> _firstUnits;

    public AddedTokenMatcher(IEnumerable<AddedToken> tokens)
    {
        _tokens = [.. tokens.Where(token => token.Content.Length > 0).OrderByDescending(token => token.Content.Length)];
        _firstUnits = SearchValues.Create([.. _tokens.Select(token => token.Content[0]).Distinct()]);
    }

    public bool IsEmpty => _tokens.Length == 0;

    /// <summary>Finds the next token.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where to begin: the end of the token before.</param>
    /// <param name="start">Receives the beginning of the token, with the white space it takes.</param>
    /// <param name="end">Receives its end, with the white space it takes.</param>
    /// <returns>The token; null where there is none.</returns>
    public AddedToken? Next(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        var position = from;
        while (position < text.Length && text[position..].IndexOfAny(_firstUnits) is >= 0 and var step)
        {
            position += step;
            var token = LongestAt(text[position..]);
            if (token is null)
            {
                position++;
                continue;
            }

            start = position;
            end = position + token.Content.Length;
            if (!token.SingleWord || !(EndsWithWord(text[..start]) || StartsWithWord(text[end..])))
            {
                Strip(token, text, from, ref start, ref end);
                return token;
            }

            position = end;
        }

        start = end = text.Length;
        return null;
    }

    private AddedToken? LongestAt(ReadOnlySpan<char> text)
    {
        foreach (var token in _tokens)
        {
            if (text.StartsWith(token.Content, StringComparison.Ordinal))
            {
                return token;
            }
        }

        return null;
    }

    private static void Strip(AddedToken token, ReadOnlySpan<char> text, int from, ref int start, ref int end)
    {
        while (token.LeftStrip && start > from && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        while (token.RightStrip && end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text) => Rune.DecodeLastFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool StartsWithWord(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.LetterNumber;
}
