using System.Runtime.CompilerServices;

namespace EmotionAI.Text.Tokenization;

/// <summary>Splits a normalized word into the longest pieces of the vocabulary from left to right; follows <c>WordPiece</c> of <c>tokenizers</c>.</summary>
internal sealed class WordPieceModel
{
    private readonly AsciiPieceTable _asciiWhole;
    private readonly AsciiPieceTable _asciiFirst;
    private readonly AsciiPieceTable _asciiNext;
    private readonly WordPieceTable _first;
    private readonly WordPieceTable _next;
    private readonly int _unknown;
    private readonly int _longestWord;
    private readonly int[] _characters = new int[byte.MaxValue + 1];

    /// <summary>Builds the model.</summary>
    /// <param name="vocabulary">Tokens with their ids.</param>
    /// <param name="prefix">What marks a token that continues a word.</param>
    /// <param name="unknown">The id of a word that cannot be split.</param>
    /// <param name="longestWord">The length, in code points, above which a word is unknown; 1 or more.</param>
    public WordPieceModel(IReadOnlyDictionary<string, int> vocabulary, string prefix, int unknown, int longestWord)
    {
        List<KeyValuePair<string, int>> first = [.. vocabulary.Where(token => token.Key.Length > 0).OrderBy(token => token.Value)];
        List<KeyValuePair<string, int>> next = [.. first
            .Where(token => token.Key.Length > prefix.Length && token.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(token => new KeyValuePair<string, int>(token.Key[prefix.Length..], token.Value))];
        (_asciiFirst, _asciiNext) = (new AsciiPieceTable(first), new AsciiPieceTable(next));
        _asciiWhole = longestWord >= AsciiPieceTable.LongestPiece ? _asciiFirst : new AsciiPieceTable(first.Where(token => token.Key.Length <= longestWord));
        (_first, _next) = (new WordPieceTable(first), new WordPieceTable(next));
        _unknown = unknown;
        _longestWord = longestWord;
        for (var i = 0; i < _characters.Length; i++)
        {
            _characters[i] = vocabulary.GetValueOrDefault(((char)i).ToString(), unknown);
        }
    }

    /// <summary>Gets the id of a character below U+0100 that is a word of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IdOf(byte character) => _characters[character];

    /// <summary>Gets the id of a character that is a word of its own.</summary>
    public int IdOf(char character) => _first.Find([character], WordPieceTable.Extend(WordPieceTable.Seed, character)) is >= 0 and var id ? id : _unknown;

    /// <summary>Finds an ASCII word that is a piece as a whole.</summary>
    /// <param name="word">Its first character; sixteen must be readable.</param>
    /// <param name="length">Its length, 0 to 16.</param>
    /// <returns>The id, 0 or more for a word of no length; -1 where the vocabulary has no such piece.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte word, int length) => _asciiWhole.Find(ref word, length);

    /// <summary>Splits an ASCII word.</summary>
    /// <param name="word">Its first character; sixteen must be readable at every one.</param>
    /// <param name="length">Its length, 1 to 16.</param>
    /// <param name="ids">Receives the ids; has room for one for each character.</param>
    /// <returns>The number of ids, 1 or more.</returns>
    public int Split(ref byte word, int length, Span<int> ids)
    {
        var count = 0;
        var table = _asciiFirst;
        for (var start = 0; start < length && length <= _longestWord; table = _asciiNext)
        {
            ref var piece = ref Unsafe.Add(ref word, start);
            var found = length - start;
            int id;
            while ((id = table.Find(ref piece, found)) < 0 && found > 1)
            {
                found--;
            }

            if (id < 0)
            {
                count = 0;
                break;
            }

            ids[count++] = id;
            start += found;
        }

        if (count == 0)
        {
            ids[count++] = _unknown;
        }

        return count;
    }

    /// <summary>Splits any word.</summary>
    /// <param name="word">The word, not empty.</param>
    /// <param name="ids">Receives the ids.</param>
    public void Split(ReadOnlySpan<char> word, ref TokenIdWriter ids)
    {
        var before = ids.Count;
        var isKnown = word.Length <= _longestWord || CodePoints(word) <= _longestWord;
        var table = _first;
        for (var start = 0; start < word.Length && isKnown; table = _next)
        {
            var id = FindLongest(word[start..], table, out var found);
            isKnown = id >= 0;
            ids.Add(id);
            start += found;
        }

        if (!isKnown)
        {
            ids.Rewind(before);
            ids.Add(_unknown);
        }
    }

    /// <summary>Finds the longest piece at the beginning of a text.</summary>
    private static int FindLongest(ReadOnlySpan<char> units, WordPieceTable table, out int found)
    {
        var longest = Math.Min(units.Length, table.LongestPiece);
        Span<ulong> hashes = stackalloc ulong[longest];
        var hash = WordPieceTable.Seed;
        for (var i = 0; i < longest; i++)
        {
            hashes[i] = hash = WordPieceTable.Extend(hash, units[i]);
        }

        for (found = longest; found > 0; found--)
        {
            var id = table.Find(units[..found], hashes[found - 1]);
            if (id >= 0)
            {
                return id;
            }
        }

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
