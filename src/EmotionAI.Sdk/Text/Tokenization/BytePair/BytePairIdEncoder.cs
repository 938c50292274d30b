using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.Patterns;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Encodes with the byte-level pre-tokenizer of GPT-2 and byte pairs: words become bytes and are merged; a word that is a token as a whole is looked up.</summary>
internal sealed class BytePairIdEncoder : IIdEncoder
{
    private const int ShortWord = 128;
    private const int BytesPerUnit = 3;
    private const int Bytes = byte.MaxValue + 1;

    private readonly UnicodeNormalizer? _normalizer;
    private readonly bool _addsPrefixSpace;
    private readonly WordScanner _scanner = WordScanner.Instance;
    private readonly MergeTable _merges;
    private readonly AsciiPieceTable _words;
    private readonly int[] _bytes;

    private BytePairIdEncoder(UnicodeNormalizer? normalizer, bool addsPrefixSpace, BytePairModel model, int[] bytes)
    {
        (_normalizer, _addsPrefixSpace, _merges, _bytes) = (normalizer, addsPrefixSpace, model.Merges, bytes);
        _words = FindWords(model.Vocabulary);
    }

    /// <summary>Makes the encoder; gives null for a model that it does not fit.</summary>
    public static BytePairIdEncoder? TryCreate(UnicodeNormalizer? normalizer, bool addsPrefixSpace, BytePairModel model)
    {
        var bytes = new int[Bytes];
        for (var i = 0; i < Bytes; i++)
        {
            bytes[i] = model.Vocabulary.Find([ByteCharacters.OfBytes[i]]);
        }

        return model.IsPlain && !bytes.Contains(-1) ? new BytePairIdEncoder(normalizer, addsPrefixSpace, model, bytes) : null;
    }

    public bool Takes(ReadOnlySpan<char> text) => _normalizer is null || _normalizer.Leaves(text);

    [SkipLocalsInit]
    public void Encode(ReadOnlySpan<char> text, ref TokenIdWriter ids)
    {
        // The loop is elsewhere, because a method with both is never compiled with a profile.
        Span<byte> bytes = stackalloc byte[Math.Max(ShortWord, WordBlock.BufferLength)];
        Encode(text, bytes, ref ids);
    }

    private void Encode(ReadOnlySpan<char> text, scoped Span<byte> bytes, ref TokenIdWriter ids)
    {
        var position = _addsPrefixSpace && text.Length > 0 && text[0] != ' ' ? EncodeFirst(text, bytes, ref ids) : 0;
        while (position < text.Length && !ids.IsFull)
        {
            var block = WordBlock.Read(text, position, ref MemoryMarshal.GetReference(bytes));
            var isEnd = position + block.Length == text.Length;
            var done = block.Length > 0 ? Words(block.Length, isEnd, block.Starts, bytes, ref ids) : 0;
            position += done;
            if (position < text.Length && (done == 0 || block.Length < WordBlock.MaxLength) && !ids.IsFull)
            {
                // The word is longer than a block or holds other characters.
                var end = _scanner.End(text, position);
                EncodeWord(text[position..end], bytes, ref ids);
                position = end;
            }
        }
    }

    /// <summary>Adds the ids of the pieces of a block that end in it.</summary>
    /// <returns>Where the last piece begins that may go on; the end of the block where the text ends with it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Words(int length, bool isEnd, ulong starts, scoped Span<byte> bytes, ref TokenIdWriter ids)
    {
        var words = _words;
        ref var characters = ref MemoryMarshal.GetReference(bytes);
        var start = 0;
        for (starts &= starts - 1; ; starts &= starts - 1)
        {
            if (starts == 0 && !isEnd)
            {
                return start;
            }

            var end = starts == 0 ? length : BitOperations.TrailingZeroCount(starts);
            var size = end - start;
            ref var word = ref Unsafe.Add(ref characters, start);
            if (size <= AsciiPieceTable.LongestPiece && words.Find(ref word, size) is >= 0 and var id)
            {
                ids.Add(id);
            }
            else
            {
                Merge(bytes[start..end], ref ids);
            }

            start = end;
            if (starts == 0)
            {
                return length;
            }
        }
    }

    /// <summary>Encodes the first word as if there were a blank before it.</summary>
    private int EncodeFirst(ReadOnlySpan<char> text, scoped Span<byte> bytes, ref TokenIdWriter ids)
    {
        var end = _scanner.EndAfterBlank(text);
        var units = ArrayPool<char>.Shared.Rent(end + 1);
        units[0] = ' ';
        text[..end].CopyTo(units.AsSpan(1));
        EncodeWord(units.AsSpan(0, end + 1), bytes, ref ids);
        ArrayPool<char>.Shared.Return(units, clearArray: true);
        return end;
    }

    private void EncodeWord(ReadOnlySpan<char> word, scoped Span<byte> bytes, ref TokenIdWriter ids)
    {
        if (word.Length > ShortWord / BytesPerUnit)
        {
            EncodeLongWord(word, ref ids);
            return;
        }

        var length = ToUtf8(word, bytes);

        // A byte of 0 looks like the end of a key.
        if (length <= AsciiPieceTable.LongestPiece && !word.Contains('\0') && _words.Find(ref MemoryMarshal.GetReference(bytes), length) is >= 0 and var id)
        {
            ids.Add(id);
            return;
        }

        Merge(bytes[..length], ref ids);
    }

    [SkipLocalsInit]
    private void Merge(scoped ReadOnlySpan<byte> bytes, ref TokenIdWriter ids)
    {
        Span<int> tokens = stackalloc int[ShortWord];
        Merge(bytes, tokens[..bytes.Length], ref ids);
    }

    private void EncodeLongWord(ReadOnlySpan<char> word, ref TokenIdWriter ids)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(word.Length * BytesPerUnit);
        var tokens = ArrayPool<int>.Shared.Rent(word.Length * BytesPerUnit);
        var length = ToUtf8(word, bytes);
        Merge(bytes.AsSpan(0, length), tokens.AsSpan(0, length), ref ids);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        ArrayPool<int>.Shared.Return(tokens);
    }

    private void Merge(scoped ReadOnlySpan<byte> bytes, scoped Span<int> tokens, ref TokenIdWriter ids)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            tokens[i] = _bytes[bytes[i]];
        }

        ids.Add(tokens[..MergeLoop.Merge(_merges, tokens, [])]);
    }

    /// <summary>Writes UTF-8; unpaired surrogates become U+FFFD. Unlike <see cref="Encoding"/> it allocates nothing for them.</summary>
    private static int ToUtf8(ReadOnlySpan<char> word, Span<byte> bytes)
    {
        Utf8.FromUtf16(word, bytes, out _, out var length, replaceInvalidSequences: true);
        return length;
    }

    /// <summary>Finds the tokens that their own bytes merge to.</summary>
    private AsciiPieceTable FindWords(Vocabulary vocabulary)
    {
        var table = new AsciiPieceTable(vocabulary.Count);
        Span<byte> bytes = stackalloc byte[AsciiPieceTable.LongestPiece];
        Span<int> tokens = stackalloc int[AsciiPieceTable.LongestPiece];
        foreach (var entry in vocabulary.ById())
        {
            var token = vocabulary.TokenAt(entry);
            if (token.Length is < 1 or > AsciiPieceTable.LongestPiece || !ToBytes(token, bytes))
            {
                continue;
            }

            for (var i = 0; i < token.Length; i++)
            {
                tokens[i] = _bytes[bytes[i]];
            }

            if (MergeLoop.Merge(_merges, tokens[..token.Length], []) == 1 && tokens[0] == vocabulary.IdAt(entry))
            {
                table.Add(bytes[..token.Length], tokens[0]);
            }
        }

        return table;
    }

    private static bool ToBytes(ReadOnlySpan<char> token, Span<byte> bytes)
    {
        for (var i = 0; i < token.Length; i++)
        {
            var value = ByteCharacters.ByteOf(token[i]);
            if (value <= 0)
            {
                return false;
            }

            bytes[i] = (byte)value;
        }

        return true;
    }
}
