namespace EmotionAI.Text.Tokenization;

/// <summary>Splits a normalized word into the longest pieces of the vocabulary from left to right; follows <c>WordPiece</c> of <c>tokenizers</c>.</summary>
internal sealed class WordPieceModel
{
    private readonly WordPieceTable _first;
    private readonly WordPieceTable _next;
    private readonly int _unknown;
    private readonly int _longestWord;
    private readonly int[] _ascii = new int[128];

    /// <summary>Builds the model.</summary>
    /// <param name="vocabulary">Tokens with their ids.</param>
    /// <param name="prefix">What marks a token that continues a word.</param>
    /// <param name="unknown">The id of a word that cannot be split.</param>
    /// <param name="longestWord">The length, in code points, above which a word is unknown.</param>
    public WordPieceModel(IReadOnlyDictionary<string, int> vocabulary, string prefix, int unknown, int longestWord)
    {
        _first = new WordPieceTable([.. vocabulary.Where(token => token.Key.Length > 0)]);
        _next = new WordPieceTable([.. vocabulary
            .Where(token => token.Key.Length > prefix.Length && token.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(token => new KeyValuePair<string, int>(token.Key[prefix.Length..], token.Value))]);
        _unknown = unknown;
        _longestWord = longestWord;
        for (var i = 0; i < _ascii.Length; i++)
        {
            _ascii[i] = vocabulary.GetValueOrDefault(((char)i).ToString(), unknown);
        }
    }

    /// <summary>Gets the id of an ASCII character that is a word of its own.</summary>
    public int IdOf(char ascii) => _ascii[ascii];

    /// <summary>Splits a word.</summary>
    /// <param name="word">The word, one unit or more.</param>
    /// <param name="ids">Receives the ids; has room for one for each unit.</param>
    /// <returns>The number of ids, 1 or more.</returns>
    public int Split(ReadOnlySpan<char> word, Span<int> ids)
    {
        if (word.Length > _longestWord && CodePoints(word) > _longestWord)
        {
            ids[0] = _unknown;
            return 1;
        }

        var hash = WordPieceTable.Seed;
        foreach (var unit in word)
        {
            hash = WordPieceTable.Extend(hash, unit);
        }

        var whole = _first.Find(word, hash);
        if (whole >= 0)
        {
            ids[0] = whole;
            return 1;
        }

        return SplitLongest(word, ids);
    }

    private int SplitLongest(ReadOnlySpan<char> word, Span<int> ids)
    {
        Span<ulong> hashes = stackalloc ulong[Math.Min(word.Length, Math.Max(_first.LongestPiece, _next.LongestPiece)) + 1];
        var count = 0;
        var table = _first;
        while (!word.IsEmpty)
        {
            var longest = Math.Min(word.Length, table.LongestPiece);
            var hash = WordPieceTable.Seed;
            for (var i = 0; i < longest; i++)
            {
                hashes[i] = hash = WordPieceTable.Extend(hash, word[i]);
            }

            var length = longest;
            var id = -1;
            for (; length > 0 && (id = table.Find(word[..length], hashes[length - 1])) < 0; length--)
            {
            }

            if (id < 0)
            {
                ids[0] = _unknown;
                return 1;
            }

            ids[count++] = id;
            word = word[length..];
            table = _next;
        }

        return count;
    }

    private static int CodePoints(ReadOnlySpan<char> word)
    {
        var count = word.Length;
        foreach (var unit in word)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return count;
    }
}
