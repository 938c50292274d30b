using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Splits a piece of text into the pieces of the vocabulary whose scores add up to the most; follows <c>Unigram</c> of <c>tokenizers</c>, the optimised way.</summary>
/// <remarks>
/// Of equal sums the one found first counts: that of the longest last piece. Of texts nothing is remembered; of the vocabulary, which pieces are their own best split.
/// </remarks>
internal sealed class UnigramModel : ITokenModel
{
    /// <summary>Added to the lowest score for a character that is no piece.</summary>
    public const double UnknownPenalty = -10;

    /// <summary>The largest magnitude of a score: sums of them are finite.</summary>
    public const double LargestScore = 1e100;

    /// <summary>Pieces of text up to this many units are split on the stack.</summary>
    private const int ShortPiece = 63;

    private const byte IsWhole = 1;
    private const byte IsSplit = 2;

    private readonly PieceTrie _trie;
    private readonly byte[] _wholes;
    private readonly int[]? _bytes;
    private readonly double _unknownScore;
    private readonly int _unknownId;

    /// <summary>Makes the model.</summary>
    /// <param name="trie">The pieces.</param>
    /// <param name="lowestScore">The lowest score of a piece.</param>
    /// <param name="unknownId">The id of what is no piece.</param>
    /// <param name="bytes">The ids of the 256 byte pieces, -1 where there is none; null where unknown characters are not written as bytes.</param>
    public UnigramModel(PieceTrie trie, double lowestScore, int unknownId, int[]? bytes)
    {
        _trie = trie;
        _wholes = new byte[trie.Nodes.Length];
        _unknownScore = lowestScore + UnknownPenalty;
        _unknownId = unknownId;
        _bytes = bytes;
    }

    /// <inheritdoc/>
    public int TokensPerUnit => _bytes is null ? 1 : 3;

    /// <inheritdoc/>
    public int? UnknownId => _unknownId;

    /// <inheritdoc/>
    public void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        if (piece.Length <= ShortPiece)
        {
            TokenizeShort(piece, tokens);
            return;
        }

        var places = ArrayPool<PathPlace>.Shared.Rent(piece.Length + 1);
        Tokenize(piece, places, tokens);
        ArrayPool<PathPlace>.Shared.Return(places);
    }

    [SkipLocalsInit]
    private void TokenizeShort(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        // What is stored here is written before it is read.
        Span<PathPlace> places = stackalloc PathPlace[ShortPiece + 1];
        Tokenize(piece, places, tokens);
    }

    private void Tokenize(ReadOnlySpan<char> piece, Span<PathPlace> places, TokenBuffer tokens)
    {
        var whole = FindWhole(piece);
        if (whole > PieceTrie.Root && _wholes[whole] == IsWhole)
        {
            tokens.Add(_trie.IdOf(whole), 0, piece.Length);
            return;
        }

        places = places[..(piece.Length + 1)];
        places.Fill(PathPlace.Unreached);
        places[0] = new PathPlace(0, 0, PathPlace.Unknown);
        for (var start = 0; start < piece.Length; start += LengthAt(piece, start))
        {
            Extend(piece, start, places);
        }

        if (whole > PieceTrie.Root)
        {
            _wholes[whole] = places[^1].Start == 0 ? IsWhole : IsSplit;
        }

        AddPath(piece, places, tokens);
    }

    /// <summary>Finds the node of a text that is a piece as a whole; the root where it is none.</summary>
    private int FindWhole(ReadOnlySpan<char> text)
    {
        ref var nodes = ref MemoryMarshal.GetReference(_trie.Nodes);
        ref var codes = ref MemoryMarshal.GetReference(_trie.Codes);
        var node = PieceTrie.Root;
        foreach (var unit in text)
        {
            // There is a code for every unit, and a node for every base with every code.
            var next = Unsafe.Add(ref nodes, node).Base ^ Unsafe.Add(ref codes, unit);
            if (Unsafe.Add(ref nodes, next).Check != node)
            {
                return PieceTrie.Root;
            }

            node = next;
        }

        return Unsafe.Add(ref nodes, node).IsPiece ? node : PieceTrie.Root;
    }

    /// <summary>Follows the pieces that begin at a place, and notes where a path over one of them is better than what was known.</summary>
    private void Extend(ReadOnlySpan<char> text, int start, Span<PathPlace> places)
    {
        ref var nodes = ref MemoryMarshal.GetReference(_trie.Nodes);
        ref var codes = ref MemoryMarshal.GetReference(_trie.Codes);
        ref var place = ref places[start];
        var score = place.Score;
        var single = LengthAt(text, start);
        var hasSingle = false;
        var node = PieceTrie.Root;
        for (var end = start; end < text.Length;)
        {
            // There is a code for every unit, and a node for every base with every code.
            var next = Unsafe.Add(ref nodes, node).Base ^ Unsafe.Add(ref codes, text[end]);
            ref var found = ref Unsafe.Add(ref nodes, next);
            if (found.Check != node)
            {
                break;
            }

            node = next;
            end++;

            // The score of what is no piece is NaN, which is greater than nothing.
            var sum = score + found.Score;
            ref var reached = ref Unsafe.Add(ref place, end - start);
            if (sum > reached.Score)
            {
                reached = new PathPlace(sum, start, node);
            }

            hasSingle |= end - start == single && found.IsPiece;
        }

        ref var after = ref Unsafe.Add(ref place, single);
        if (!hasSingle && score + _unknownScore > after.Score)
        {
            after = new PathPlace(score + _unknownScore, start, PathPlace.Unknown);
        }
    }

    /// <summary>Adds the tokens of the best path, whose places lead from the end to the beginning.</summary>
    private void AddPath(ReadOnlySpan<char> text, Span<PathPlace> places, TokenBuffer tokens)
    {
        // The links are turned around: Start becomes the end of the token that begins at a place.
        var end = text.Length;
        var (after, node) = (end, PathPlace.Unknown);
        while (true)
        {
            var place = places[end];
            places[end] = new PathPlace(0, after, node);
            if (end == 0)
            {
                break;
            }

            (after, node, end) = (end, place.Node, place.Start);
        }

        for (var start = 0; start < text.Length && !tokens.IsFull; start = end)
        {
            (end, node) = (places[start].Start, places[start].Node);
            if (!IsUnknown(node))
            {
                tokens.Add(_trie.IdOf(node), start, end);
                continue;
            }

            while (end < text.Length && IsUnknown(places[end].Node))
            {
                end = places[end].Start;
            }

            AddUnknown(text, start, end, tokens);
        }
    }

    /// <summary>Tells whether a token is unknown; the piece of that name, where a text has it, is too.</summary>
    private bool IsUnknown(int node) => node == PathPlace.Unknown || _trie.IdOf(node) == _unknownId;

    /// <summary>Adds unknown characters, which stand together: as the piece that they are as a whole, as bytes, or as unknown.</summary>
    private void AddUnknown(ReadOnlySpan<char> text, int start, int end, TokenBuffer tokens)
    {
        var unknown = text[start..end];
        var whole = _trie.Find(unknown);
        if (whole < 0 && _bytes is not null && TryAddBytes(unknown, start, end, tokens))
        {
            return;
        }

        tokens.Add(whole < 0 ? _unknownId : whole, start, end);
    }

    private bool TryAddBytes(ReadOnlySpan<char> unknown, int start, int end, TokenBuffer tokens)
    {
        Debug.Assert(_bytes is not null, "Only where bytes are pieces.");
        var before = tokens.Count;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in unknown.EnumerateRunes())
        {
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if (_bytes[value] < 0)
                {
                    tokens.Rewind(before);
                    return false;
                }

                tokens.Add(_bytes[value], start, end);
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthAt(ReadOnlySpan<char> text, int position) =>
        char.IsHighSurrogate(text[position]) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]) ? 2 : 1;

    /// <summary>Is a place between two units with the best path to it.</summary>
    /// <param name="Score">The sum of its scores.</param>
    /// <param name="Start">Where its last token begins.</param>
    /// <param name="Node">The node of that token.</param>
    private readonly record struct PathPlace(double Score, int Start, int Node)
    {
        /// <summary>Stands in <see cref="Node"/> for a character that is no piece.</summary>
        public const int Unknown = -1;

        public static PathPlace Unreached => new(double.NegativeInfinity, 0, Unknown);
    }
}
