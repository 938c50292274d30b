using System.Runtime.CompilerServices;

namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Splits a normalized word into the longest pieces of the vocabulary from left to right; follows <c>WordPiece</c> of <c>tokenizers</c>.</summary>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly AsciiPieceTable _asciiFirst;
    private readonly AsciiPieceTable _asciiNext;
    private readonly Lazy<WordPieceTable> _first;
    private readonly Lazy<WordPieceTable> _next;
    private readonly int _unknown;
    private readonly int _longestWord;
    private readonly int[] _characters = new int[byte.MaxValue + 1];

    /// <summary>Builds the model.</summary>
    /// <param name="vocabulary">Tokens with their ids.</param>
    /// <param name="prefix">What marks a token that continues a word.</param>
    /// <param name="unknown">The id of a word that cannot be split.</param>
    /// <param name="longestWord">The length, in code points, above which a word is unknown; 1 or more.</param>
    public WordPieceModel(Vocabulary vocabulary, string prefix, int unknown, int longestWord)
    {
        var first = Array.FindAll(vocabulary.ById(), entry => vocabulary.TokenAt(entry).Length > 0);
        var next = Array.FindAll(first, entry => vocabulary.TokenAt(entry).Length > prefix.Length && vocabulary.TokenAt(entry).StartsWith(prefix, StringComparison.Ordinal));
        (_asciiFirst, _asciiNext) = (new AsciiPieceTable(vocabulary, first, 0), new AsciiPieceTable(vocabulary, next, prefix.Length));

        // Only words that are long or not ASCII, and offsets, need these: a process that has none of them starts without.
        _first = new Lazy<WordPieceTable>(() => new WordPieceTable(vocabulary, first, 0));
        _next = new Lazy<WordPieceTable>(() => new WordPieceTable(vocabulary, next, prefix.Length));
        _unknown = unknown;
        _longestWord = longestWord;
        LongestAsciiWord = Math.Min(longestWord, AsciiPieceTable.LongestPiece);
        for (var i = 0; i < _characters.Length; i++)
        {
            _characters[i] = vocabulary.IdOf([(char)i]) ?? unknown;
        }
    }

    public int TokensPerUnit => 1;

    public int? UnknownId => _unknown;

    /// <summary>Gets the length of the longest ASCII word that <see cref="Words"/> and <see cref="Split(ref byte, int, Span{int})"/> take.</summary>
    public int LongestAsciiWord { get; }

    /// <summary>Gets the ids of the characters below U+0100 that are words of their own.</summary>
    public ReadOnlySpan<int> Ascii => _characters;

    /// <summary>Gets the table of ASCII words that are a piece as a whole; the others go through <see cref="Split(ref byte, int, Span{int})"/>.</summary>
    public AsciiPieceTable Words => _asciiFirst;

    /// <summary>Gets the id of a character that is a word of its own.</summary>
    public int IdOf(char character) => _first.Value.Find([character], WordPieceTable.Extend(WordPieceTable.Seed, character)) is >= 0 and var id ? id : _unknown;

    /// <summary>Splits an ASCII word that is no piece as a whole.</summary>
    /// <param name="word">Its first character; sixteen must be readable at every one.</param>
    /// <param name="length">Its length, 1 to <see cref="LongestAsciiWord"/>.</param>
    /// <param name="ids">Receives the ids; one for each character, and one more.</param>
    /// <returns>The number of ids, 1 or more; -1 where there may not be room for them.</returns>
    public int Split(ref byte word, int length, Span<int> ids)
    {
        if (ids.Length <= length)
        {
            return -1;
        }

        var (count, start) = (0, 0);
        for (var table = _asciiFirst; start < length; table = _asciiNext)
        {
            // What is left of a word is mostly one piece: the first one is not, or the word would have been found.
            ref var rest = ref Unsafe.Add(ref word, start);
            var found = length - start;
            var id = start > 0 ? table.Find(ref rest, found) : -1;
            if (id < 0 && (id = table.FindLongest(ref rest, found - 1, out found)) < 0)
            {
                ids[0] = _unknown;
                return 1;
            }

            ids[count++] = id;
            start += found;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        var before = tokens.Count;
        var isKnown = piece.Length <= _longestWord || CodePoints(piece) <= _longestWord;
        var table = _first.Value;
        for (var start = 0; start < piece.Length && isKnown; table = _next.Value)
        {
            var id = FindLongest(piece[start..], table, out var found);
            isKnown = id >= 0;
            tokens.Add(id, start, start + found);
            start += found;
        }

        if (!isKnown)
        {
            tokens.Rewind(before);
            tokens.Add(_unknown, 0, piece.Length);
        }
    }

    /// <summary>Splits any word.</summary>
    /// <param name="word">The word, not empty.</param>
    /// <param name="ids">Receives the ids.</param>
    public void Split(ReadOnlySpan<char> word, ref TokenIdWriter ids)
    {
        var before = ids.Count;
        var isKnown = word.Length <= _longestWord || CodePoints(word) <= _longestWord;
        var table = _first.Value;
        for (var start = 0; start < word.Length && isKnown; table = _next.Value)
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
    [SkipLocalsInit]
    private static int FindLongest(ReadOnlySpan<char> units, WordPieceTable table, out int found)
    {
        var longest = Math.Min(units.Length, table.LongestFrom(units[0]));
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
