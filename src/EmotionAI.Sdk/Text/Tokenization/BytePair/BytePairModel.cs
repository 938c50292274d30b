using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Splits a piece into characters and merges them pair by pair; follows <c>BPE</c> of <c>tokenizers</c>.</summary>
internal sealed class BytePairModel : ITokenModel
{
    private const int None = -1;
    private const int ShortWord = 64;
    private const int DirectCharacters = 0x180;

    private readonly BytePairDescription _description;
    private readonly Vocabulary _vocabulary;
    private readonly int[] _direct = new int[DirectCharacters];
    private readonly int[] _bytes;
    private readonly bool _isPlain;
    private readonly int _affixLength;

    public BytePairModel(BytePairDescription description, Vocabulary vocabulary, string path)
    {
        (_description, _vocabulary) = (description, vocabulary);
        UnknownId = description.UnknownToken is null ? null : vocabulary.IdOf(description.UnknownToken)
            ?? throw Invalid(path, "model.unk_token", $"'{description.UnknownToken}'", "a token of the vocabulary, or null");
        _isPlain = description.ContinuingSubwordPrefix.Length == 0 && description.EndOfWordSuffix.Length == 0;
        _affixLength = Encoding.UTF8.GetByteCount(description.ContinuingSubwordPrefix) + Encoding.UTF8.GetByteCount(description.EndOfWordSuffix);
        for (var i = 0; i < DirectCharacters; i++)
        {
            _direct[i] = vocabulary.Find([(char)i]);
        }

        _bytes = description.ByteFallback ? [.. Enumerable.Range(0, byte.MaxValue + 1).Select(value => vocabulary.Find(Invariant($"<0x{value:X2}>")))] : [];
        Merges = ReadMerges(description, vocabulary, path);
    }

    public int TokensPerUnit => _description.ByteFallback ? 3 + _affixLength : 1;

    public int? UnknownId { get; }

    /// <summary>Gets what merges.</summary>
    public MergeTable Merges { get; }

    /// <summary>Gets the tokens.</summary>
    public Vocabulary Vocabulary => _vocabulary;

    /// <summary>Gets whether a word is nothing but its characters, merged.</summary>
    public bool IsPlain => _isPlain && !_description.ByteFallback && !_description.IgnoreMerges;

    [SkipLocalsInit]
    public void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        if (_description.IgnoreMerges && _vocabulary.Find(piece) is >= 0 and var whole)
        {
            tokens.Add(whole, 0, piece.Length);
            return;
        }

        var room = (piece.Length * TokensPerUnit) + 1;
        var rented = room > ShortWord ? ArrayPool<int>.Shared.Rent(2 * room) : null;
        Span<int> symbols = rented ?? stackalloc int[2 * ShortWord];
        var ids = symbols[..(symbols.Length / 2)];
        var lengths = symbols[(symbols.Length / 2)..];
        var count = Split(piece, ids, lengths);
        count = MergeLoop.Merge(Merges, ids[..count], lengths[..count]);
        Write(piece, ids[..count], lengths, tokens);
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>Gives the tokens of the characters with their lengths in bytes of UTF-8, as the reference counts.</summary>
    private int Split(ReadOnlySpan<char> piece, Span<int> ids, Span<int> lengths)
    {
        var (count, unknownLength) = (0, 0);
        for (int position = 0, next; position < piece.Length; position = next)
        {
            next = position + (char.IsHighSurrogate(piece[position]) ? 2 : 1);
            var length = Encoding.UTF8.GetByteCount(piece[position..next]);
            var id = Find(piece, position, next);
            if (id >= 0)
            {
                AddUnknown(ids, lengths, ref count, ref unknownLength);
                (ids[count], lengths[count++]) = (id, length);
            }
            else if (!AddBytes(piece, position, next, ids, lengths, ref count) && UnknownId is not null)
            {
                if (!_description.FusesUnknown)
                {
                    AddUnknown(ids, lengths, ref count, ref unknownLength);
                }

                unknownLength += length;
            }
        }

        AddUnknown(ids, lengths, ref count, ref unknownLength);
        return count;
    }

    private void AddUnknown(Span<int> ids, Span<int> lengths, ref int count, ref int length)
    {
        if (length > 0)
        {
            (ids[count], lengths[count++]) = (UnknownId!.Value, length);
            length = 0;
        }
    }

    private int Find(ReadOnlySpan<char> piece, int start, int end)
    {
        if (!_isPlain)
        {
            Span<char> units = stackalloc char[ShortWord];
            return Affixed(piece, start, end, units) is var length && length < 0 ? None : _vocabulary.Find(units[..length]);
        }

        return piece[start] < DirectCharacters ? _direct[piece[start]] : _vocabulary.Find(piece[start..end]);
    }

    /// <summary>Writes a character with what stands before and after it in the vocabulary.</summary>
    private int Affixed(ReadOnlySpan<char> piece, int start, int end, Span<char> units)
    {
        var prefix = start > 0 ? _description.ContinuingSubwordPrefix : "";
        var suffix = end == piece.Length ? _description.EndOfWordSuffix : "";
        prefix.CopyTo(units);
        piece[start..end].CopyTo(units[prefix.Length..]);
        suffix.CopyTo(units[(prefix.Length + end - start)..]);
        return prefix.Length + end - start + suffix.Length;
    }

    private bool AddBytes(ReadOnlySpan<char> piece, int start, int end, Span<int> ids, Span<int> lengths, ref int count)
    {
        if (!_description.ByteFallback)
        {
            return false;
        }

        Span<char> units = stackalloc char[ShortWord];
        Span<byte> bytes = stackalloc byte[3 * ShortWord];
        bytes = bytes[..Encoding.UTF8.GetBytes(units[..Affixed(piece, start, end, units)], bytes)];
        foreach (var value in bytes)
        {
            if (_bytes[value] < 0)
            {
                return false;
            }
        }

        foreach (var value in bytes)
        {
            (ids[count], lengths[count++]) = (_bytes[value], 1);
        }

        return true;
    }

    /// <summary>Adds tokens; one that ends within a character stands for all of it.</summary>
    private static void Write(ReadOnlySpan<char> piece, ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths, TokenBuffer tokens)
    {
        var walk = new ByteWalk(piece);
        var end = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var start = end;
            end += lengths[i];
            if (tokens.IsAligned)
            {
                var range = walk.Units(start, end);
                tokens.Add(ids[i], range.Start, range.End);
            }
            else
            {
                tokens.Add(ids[i], 0, 0);
            }
        }
    }

    private static MergeTable ReadMerges(BytePairDescription description, Vocabulary vocabulary, string path)
    {
        var merges = description.Merges;
        var table = new MergeTable(merges.Count);
        var prefix = description.ContinuingSubwordPrefix.Length;
        var buffer = ArrayPool<char>.Shared.Rent((2 * vocabulary.LongestToken) + 1);
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var left = merges.LeftOf(rank);
            var right = merges.RightOf(rank);
            var (leftId, rightId) = (vocabulary.Find(left), vocabulary.Find(right));
            if (leftId < 0 || rightId < 0 || right.Length < prefix)
            {
                throw Invalid(path, Invariant($"merges[{rank}]"), $"'{left} {right}'", "two tokens of the vocabulary");
            }

            left.CopyTo(buffer);
            right[prefix..].CopyTo(buffer.AsSpan(left.Length));
            var id = vocabulary.Find(buffer.AsSpan(0, left.Length + right.Length - prefix));
            if (id < 0)
            {
                throw Invalid(path, Invariant($"merges[{rank}]"), $"'{left} {right}'", "two tokens that make a token of the vocabulary");
            }

            table.Add(leftId, rightId, rank, id);
        }

        ArrayPool<char>.Shared.Return(buffer);
        return table;
    }

    private static EmotionAIException Invalid(string path, string key, string found, string allowed) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}', {key}: found {found}; allowed: {allowed}.", path) { Key = key };
}
