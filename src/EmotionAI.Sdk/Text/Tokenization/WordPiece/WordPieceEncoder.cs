using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.WordPiece;

/// <summary>Normalizes, splits and looks up a text in one pass: plain ASCII 64 units at once, the rest by <see cref="CodePointEncoder"/>.</summary>
/// <param name="normalizer">What the code points become.</param>
/// <param name="model">What the words become.</param>
/// <param name="ids">Receives the ids.</param>
internal ref struct WordPieceEncoder(BertCharacters normalizer, WordPieceModel model, Span<int> ids)
{
    /// <summary>A word of one piece and what ends it are written at once, of which fewer may count.</summary>
    private const int WrittenIds = 2;

    private readonly BertCharacters _normalizer = normalizer;
    private readonly WordPieceModel _model = model;
    private TokenIdWriter _ids = new(ids);

    /// <summary>Gets the number of ids written.</summary>
    public readonly int Count => _ids.Count;

    /// <summary>Gets whether there were more ids than room.</summary>
    public readonly bool IsFull => _ids.IsFull;

    /// <summary>Adds the id of a token that was found whole.</summary>
    public void Add(int id) => _ids.Add(id);

    /// <summary>Adds the ids of a part of the text; words do not go on from one part to the next.</summary>
    [SkipLocalsInit]
    public void Encode(ReadOnlySpan<char> text)
    {
        // The loop is elsewhere, because a method with both is never compiled with a profile.
        Span<byte> buffer = stackalloc byte[AsciiBlock.BufferLength];
        Encode(text, ref MemoryMarshal.GetReference(buffer));
    }

    private void Encode(ReadOnlySpan<char> text, ref byte buffer)
    {
        var lowercase = _normalizer.Lowercase;
        for (var position = 0; position < text.Length && !_ids.IsFull;)
        {
            var block = AsciiBlock.Read(text, position, lowercase, ref buffer);
            position = Encode(block, text, position, ref Unsafe.Add(ref buffer, AsciiBlock.Start));
        }
    }

    /// <summary>Adds the ids of a block, of the unit that ends it, and of more where that is no end of a word.</summary>
    /// <returns>Where the next block begins.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Encode(AsciiBlock block, ReadOnlySpan<char> text, int position, ref byte characters)
    {
        var end = position + block.Length;
        var ends = block.Ends;
        if (block.Length < AsciiBlock.MaxLength && (end == text.Length || _normalizer.IsSeparator(text[end])))
        {
            ends |= 1UL << block.Length;
        }

        var done = Words(ends, block.Punctuation, ref characters);
        if (done > block.Length)
        {
            return end == text.Length ? end : Separator(text[end], end);
        }

        return block.Length == AsciiBlock.MaxLength && done > 0 ? position + done : CodePoints(text, position + done);
    }

    /// <summary>Adds the ids of the words of a block that end in it, and of the punctuation between them.</summary>
    /// <returns>Where it stopped: after the last end, or at a word that is too long to be looked up or may have more ids than there is room.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Words(ulong ends, ulong punctuation, ref byte characters)
    {
        var model = _model;
        var table = model.Words;
        var longest = model.LongestAsciiWord;
        var rest = _ids.Rest;
        var room = rest.Length - WrittenIds;
        ref var ids = ref MemoryMarshal.GetReference(rest);
        ref var ascii = ref MemoryMarshal.GetReference(model.Ascii);
        var (count, start) = (0, 0);
        for (; ends != 0; ends &= ends - 1)
        {
            var end = BitOperations.TrailingZeroCount(ends);
            var length = end - start;
            if (length > longest || count >= room)
            {
                break;
            }

            // No branches on what the text looks like: ids that are not there are written, but not counted.
            ref var word = ref Unsafe.Add(ref characters, start);
            var id = table.Find(ref word, length);
            if (id >= 0)
            {
                Unsafe.Add(ref ids, count) = id;
                count += length > 0 ? 1 : 0;
            }
            else if (model.Split(ref word, length, rest[count..]) is > 0 and var pieces)
            {
                count += pieces;
            }
            else
            {
                break;
            }

            Unsafe.Add(ref ids, count) = Unsafe.Add(ref ascii, Unsafe.Add(ref characters, end));
            count += (int)(punctuation >> end) & 1;
            start = end + 1;
        }

        _ids.Advance(count, isFull: false);
        return start;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CodePoints(ReadOnlySpan<char> text, int position)
    {
        Span<char> word = stackalloc char[CodePointEncoder.BufferLength];
        scoped var ids = new TokenIdWriter(_ids.Rest);
        var end = new CodePointEncoder(_normalizer, _model, word).Encode(text, position, ref ids);
        _ids.Advance(ids.Count, ids.IsFull);
        return end;
    }

    private int Separator(char unit, int position)
    {
        if (_normalizer.IsPunctuation(unit))
        {
            _ids.Add(_model.IdOf(_normalizer.Characters[unit]));
        }

        return position + 1;
    }
}
