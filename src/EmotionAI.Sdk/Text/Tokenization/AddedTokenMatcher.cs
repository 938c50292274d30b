using System.Buffers;
using System.Text;
using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization;

/// <summary>Finds added tokens in a text, leftmost first and the longest of those; follows <c>AddedVocabulary</c> of <c>tokenizers</c>.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly AddedToken[] _tokens;
    private readonly SearchValues<char> _firstUnits;
    private readonly SearchValues<char>? _secondUnits;

    public AddedTokenMatcher(IEnumerable<AddedToken> tokens)
    {
        _tokens = [.. tokens.Where(token => token.Content.Length > 0).OrderBy(token => token.Content, StringComparer.Ordinal)];
        _firstUnits = SearchValues.Create([.. _tokens.Select(token => token.Content[0]).Distinct()]);
        _secondUnits = Array.TrueForAll(_tokens, token => token.Content.Length > 1) ? SearchValues.Create([.. _tokens.Select(token => token.Content[1]).Distinct()]) : null;
    }

    public bool IsEmpty => _tokens.Length == 0;

    /// <summary>Finds the next token.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="scan">Where the search stands; the default value at the beginning. Receives the end of the token as what is covered.</param>
    /// <param name="before">Receives the end of the text before the token that no token covers.</param>
    /// <param name="start">Receives the beginning of the token, with the white space it takes.</param>
    /// <returns>The token; null where there is none, and the rest of the text is before it.</returns>
    public AddedToken? Next(ReadOnlySpan<char> text, ref AddedTokenScan scan, out int before, out int start)
    {
        while (scan.Position < text.Length && text[scan.Position..].IndexOfAny(_firstUnits) is >= 0 and var step)
        {
            start = scan.Position + step;
            var token = LongestAt(text[start..]);
            var end = start + (token?.Content.Length ?? 1);
            scan.Position = end;
            if (token is null || (token.SingleWord && (EndsWithWord(text[..start]) || StartsWithWord(text[end..]))))
            {
                continue;
            }

            while (token.LeftStrip && start > scan.Covered && char.IsWhiteSpace(text[start - 1]))
            {
                start--;
            }

            while (token.RightStrip && end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            before = Math.Max(start, scan.Covered);
            scan.Covered = end;
            return token;
        }

        before = start = text.Length;
        return null;
    }

    /// <summary>Finds the longest token at the beginning of a text: the range of those that begin alike becomes smaller with each unit.</summary>
    private AddedToken? LongestAt(ReadOnlySpan<char> text)
    {
        // Tokens of two blanks and more begin where every word does: what comes next mostly tells that there is none.
        if (_secondUnits is not null && (text.Length < 2 || !_secondUnits.Contains(text[1])))
        {
            return null;
        }

        AddedToken? longest = null;
        var (first, last) = (0, _tokens.Length);
        for (var length = 0; length < text.Length && first < last; length++)
        {
            (first, last) = (Bound(first, last, length, text[length]), Bound(first, last, length, text[length] + 1));
            longest = first < last && _tokens[first].Content.Length == length + 1 ? _tokens[first] : longest;
        }

        return longest;
    }

    /// <summary>Finds the first token whose unit is not below a value; a token that ends before it is below any.</summary>
    private int Bound(int first, int last, int position, int unit)
    {
        while (first < last)
        {
            var middle = (first + last) / 2;
            var content = _tokens[middle].Content;
            if (position < content.Length && content[position] >= unit)
            {
                last = middle;
            }
            else
            {
                first = middle + 1;
            }
        }

        return first;
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text) => Rune.DecodeLastFromUtf16(text, out var rune, out _) == OperationStatus.Done && WordCharacters.Contains(rune.Value);

    private static bool StartsWithWord(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && WordCharacters.Contains(rune.Value);
}
