using System.Runtime.CompilerServices;

namespace EmotionAI.Text.Tokenization;

/// <summary>Splits a normalized word into the longest pieces of the vocabulary from left to right; follows <c>WordPiece</c> of <c>tokenizers</c>.</summary>
internal sealed class WordPieceModel
{
    /// <summary>So many units beyond a word must be readable.</summary>
    public const int Margin = ShortPieceTable.LongestPiece;

    private readonly ShortPieceTable _shortFirst;
    private readonly ShortPieceTable _shortNext;
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
        List<KeyValuePair<string, int>> first = [.. vocabulary.Where(token => token.Key.Length > 0)];
        List<KeyValuePair<string, int>> next = [.. vocabulary
            .Where(token => token.Key.Length > prefix.Length && token.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(token => new KeyValuePair<string, int>(token.Key[prefix.Length..], token.Value))];
        (_shortFirst, _shortNext) = (new ShortPieceTable(first), new ShortPieceTable(next));
        (_first, _next) = (new WordPieceTable(first), new WordPieceTable(next));
        _unknown = unknown;
        _longestWord = longestWord;
        for (var i = 0; i < _ascii.Length; i++)
        {
            _ascii[i] = vocabulary.GetValueOrDefault(((char)i).ToString(), unknown);
        }
    }

    /// <summary>Gets the id of an ASCII character that is a word of its own.</summary>
    public int IdOf(char ascii) => _ascii[ascii];

    /// <summary>Finds a short word that is a piece as a whole.</summary>
    /// <param name="units">The word and <see cref="Margin"/> units more.</param>
    /// <param name="length">The length of the word, 1 or more.</param>
    /// <param name="id">Receives the id.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindShort(ReadOnlySpan<char> units, int length, out int id)
    {
        id = -1;
        if (length <= ShortPieceTable.LongestPiece)
        {
            var key = ShortPieceTable.Prefix(ShortPieceTable.Pack(units), length);
            id = ShortPieceTable.IsAscii(key) ? _shortFirst.Find(key) : -1;
        }

        return id >= 0;
    }

    /// <summary>Splits a word.</summary>
    /// <param name="units">The word and <see cref="Margin"/> units more.</param>
    /// <param name="length">The length of the word, 1 or more.</param>
    /// <param name="ids">Receives the ids; has room for one for each unit of the word.</param>
    /// <returns>The number of ids, 1 or more.</returns>
    public int Split(ReadOnlySpan<char> units, int length, Span<int> ids)
    {
        if (length > _longestWord && CodePoints(units[..length]) > _longestWord)
        {
            ids[0] = _unknown;
            return 1;
        }

        var count = 0;
        for (var start = 0; start < length;)
        {
            var id = FindLongest(units[start..], length - start, isFirst: start == 0, out var found);
            if (id < 0)
            {
                ids[0] = _unknown;
                return 1;
            }

            ids[count++] = id;
            start += found;
        }

        return count;
    }

    private int FindLongest(ReadOnlySpan<char> units, int length, bool isFirst, out int found)
    {
        var id = length > ShortPieceTable.LongestPiece ? FindLong(units[..length], isFirst ? _first : _next, ShortPieceTable.LongestPiece, out found) : FindNothing(out found);
        if (id >= 0)
        {
            return id;
        }

        var longest = Math.Min(length, ShortPieceTable.LongestPiece);
        var packed = ShortPieceTable.Prefix(ShortPieceTable.Pack(units), longest);
        if (!ShortPieceTable.IsAscii(packed))
        {
            return FindLong(units[..longest], isFirst ? _first : _next, 0, out found);
        }

        var table = isFirst ? _shortFirst : _shortNext;
        for (found = longest; found > 0; found--)
        {
            id = table.Find(ShortPieceTable.Prefix(packed, found));
            if (id >= 0)
            {
                return id;
            }
        }

        return -1;
    }

    /// <summary>Finds the longest piece of more than <paramref name="shortest"/> units at the beginning of a text.</summary>
    private static int FindLong(ReadOnlySpan<char> units, WordPieceTable table, int shortest, out int found)
    {
        var longest = Math.Min(units.Length, table.LongestPiece);
        Span<ulong> hashes = stackalloc ulong[longest];
        var hash = WordPieceTable.Seed;
        for (var i = 0; i < longest; i++)
        {
            hashes[i] = hash = WordPieceTable.Extend(hash, units[i]);
        }

        for (found = longest; found > shortest; found--)
        {
            var id = table.Find(units[..found], hashes[found - 1]);
            if (id >= 0)
            {
                return id;
            }
        }

        return -1;
    }

    private static int FindNothing(out int found)
    {
        found = 0;
        return -1;
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
