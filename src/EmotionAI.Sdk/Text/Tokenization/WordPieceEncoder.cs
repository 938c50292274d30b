using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace EmotionAI.Text.Tokenization;

/// <summary>Normalizes, splits and looks up a text in one pass: ASCII sixteen units at once, the first plane by table, the rest by <see cref="Normalizer.Expand"/>.</summary>
internal ref struct WordPieceEncoder
{
    /// <summary>Units that the word buffer must have, beyond twice the longest word that is looked up.</summary>
    public const int BufferLength = 2_560;

    /// <summary>A word of more UTF-16 units than this is longer, in code points, than any that is looked up.</summary>
    public const int LongestWord = 2_048;

    private const int BlockLength = 16;

    private readonly Normalizer _normalizer;
    private readonly WordPieceModel _model;
    private readonly ReadOnlySpan<byte> _classes;
    private readonly ReadOnlySpan<char> _characters;
    private readonly Span<int> _ids;
    private readonly Span<char> _buffer;
    private readonly Span<int> _pieces;
    private int _wordStart;
    private int _wordEnd;

    /// <summary>Begins a text.</summary>
    /// <param name="ids">Receives the ids.</param>
    /// <param name="buffer">Scratch of <see cref="BufferLength"/> units.</param>
    /// <param name="pieces">Scratch of <see cref="BufferLength"/> ids.</param>
    public WordPieceEncoder(Normalizer normalizer, WordPieceModel model, Span<int> ids, Span<char> buffer, Span<int> pieces)
    {
        _normalizer = normalizer;
        _model = model;
        _classes = normalizer.Classes;
        _characters = normalizer.Characters;
        _ids = ids;
        _buffer = buffer;
        _pieces = pieces;
    }

    /// <summary>Gets the number of ids written.</summary>
    public int Count { get; private set; }

    /// <summary>Gets whether there were more ids than room.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds the id of a token that was found whole.</summary>
    public void Add(int id)
    {
        if (Count < _ids.Length)
        {
            _ids[Count++] = id;
        }
        else
        {
            IsFull = true;
        }
    }

    /// <summary>Adds the ids of a part of the text; words do not go on from one part to the next.</summary>
    public void Encode(ReadOnlySpan<char> text)
    {
        var position = 0;
        while (position < text.Length && !IsFull)
        {
            var rest = text[position..];
            var taken = Vector256.IsHardwareAccelerated ? Ascii(rest) : 0;
            position += taken > 0 ? taken : Unit(rest);
        }

        EndWord();
        _wordStart = _wordEnd = 0;
    }

    /// <summary>Takes up to sixteen units, as many as are ASCII and not dropped.</summary>
    /// <returns>Their number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Ascii(ReadOnlySpan<char> text)
    {
        if (text.Length >= BlockLength)
        {
            return Block(Vector256.Create(MemoryMarshal.Cast<char, ushort>(text[..BlockLength])), BlockLength);
        }

        Span<char> padded = stackalloc char[BlockLength];
        padded.Fill(' ');
        text.CopyTo(padded);
        return Block(Vector256.Create(MemoryMarshal.Cast<char, ushort>(padded)), text.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Block(Vector256<ushort> units, int length)
    {
        var space = Vector256.Equals(units, Vector256.Create((ushort)' '))
            | Vector256.Equals(units, Vector256.Create((ushort)'\t'))
            | Vector256.Equals(units, Vector256.Create((ushort)'\n'))
            | Vector256.Equals(units, Vector256.Create((ushort)'\r'));
        var printable = Vector256.LessThan(units - Vector256.Create((ushort)' '), Vector256.Create((ushort)('\x7F' - ' ')));
        var others = (~(space | printable)).ExtractMostSignificantBits();
        length = Math.Min(length, BitOperations.TrailingZeroCount(others));
        if (length == 0)
        {
            return 0;
        }

        var lower = units | Vector256.Create((ushort)0x20);
        var letter = Vector256.LessThan(lower - Vector256.Create((ushort)'a'), Vector256.Create((ushort)26));
        var digit = Vector256.LessThan(units - Vector256.Create((ushort)'0'), Vector256.Create((ushort)10));
        Reserve();
        var stored = _normalizer.Lowercase ? Vector256.ConditionalSelect(letter, lower, units) : units;
        stored.CopyTo(MemoryMarshal.Cast<char, ushort>(_buffer[_wordEnd..]));
        var within = uint.MaxValue >> (32 - length);
        Split((~(letter | digit)).ExtractMostSignificantBits() & within, space.ExtractMostSignificantBits(), length);
        return length;
    }

    /// <summary>Ends words at the boundaries of a block that was added to the buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Split(uint boundaries, uint spaces, int length)
    {
        var start = _wordEnd;
        while (boundaries != 0)
        {
            var index = BitOperations.TrailingZeroCount(boundaries);
            boundaries &= boundaries - 1;
            _wordEnd = start + index;
            EndWord();
            if ((spaces >> index & 1) == 0)
            {
                Add(_model.IdOf(_buffer[_wordEnd]));
            }

            _wordStart = _wordEnd + 1;
        }

        _wordEnd = start + length;
    }

    /// <summary>Takes one code point.</summary>
    /// <returns>Its number of units.</returns>
    private int Unit(ReadOnlySpan<char> text)
    {
        var unit = text[0];
        switch ((CharacterClass)_classes[unit])
        {
            case CharacterClass.Letter:
                Reserve();
                _buffer[_wordEnd++] = _characters[unit];
                return 1;
            case CharacterClass.Dropped or CharacterClass.Accent:
                return 1;
            case CharacterClass.Space:
                EndWord();
                return 1;
            case CharacterClass.Punctuation:
                Apart(_characters[unit]);
                return 1;
            default:
                return Complex(text);
        }
    }

    private int Complex(ReadOnlySpan<char> text)
    {
        // An unpaired surrogate is what U+FFFD is to the reference: it is dropped.
        Rune.DecodeFromUtf16(text, out var rune, out var length);
        Span<int> expansion = stackalloc int[Normalizer.LongestExpansion];
        var count = _normalizer.Expand(rune.Value, expansion);
        var setApart = _normalizer.IsSetApart(rune.Value);
        if (setApart)
        {
            EndWord();
        }

        foreach (var part in expansion[..count])
        {
            switch (_normalizer.ClassOf(part))
            {
                case CharacterClass.Space:
                    EndWord();
                    break;
                case CharacterClass.Punctuation:
                    Apart(part);
                    break;
                default:
                    Append(part);
                    break;
            }
        }

        if (setApart)
        {
            EndWord();
        }

        return length;
    }

    /// <summary>Adds a code point to the word, before those of a higher combining class.</summary>
    private void Append(int codePoint)
    {
        Reserve();
        var position = _wordEnd;
        var combining = _normalizer.CombiningClassOf(codePoint);
        while (combining != 0 && position > _wordStart && Rune.DecodeLastFromUtf16(_buffer[_wordStart..position], out var before, out var length) == System.Buffers.OperationStatus.Done
            && _normalizer.CombiningClassOf(before.Value) > combining)
        {
            position -= length;
        }

        Span<char> units = stackalloc char[2];
        units = units[..new Rune(codePoint).EncodeToUtf16(units)];
        _buffer[position.._wordEnd].CopyTo(_buffer[(position + units.Length)..]);
        units.CopyTo(_buffer[position..]);
        _wordEnd += units.Length;
    }

    private void Apart(int codePoint)
    {
        EndWord();
        Append(codePoint);
        EndWord();
    }

    /// <summary>Looks up the word in the buffer and begins the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndWord()
    {
        var length = _wordEnd - _wordStart;
        if (length > 0)
        {
            var units = _buffer[_wordStart..];
            if (_model.TryFindShort(units, length, out var id))
            {
                Add(id);
            }
            else
            {
                AddPieces(units, length);
            }
        }

        _wordStart = _wordEnd;
    }

    private void AddPieces(ReadOnlySpan<char> units, int length)
    {
        var count = _model.Split(units, length, _pieces);
        var room = _ids.Length - Count;
        if (count > room)
        {
            count = room;
            IsFull = true;
        }

        _pieces[..count].CopyTo(_ids[Count..]);
        Count += count;
    }

    /// <summary>Makes room for a block: moves the word to the front, and of one that is too long anyway forgets the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve()
    {
        if (_wordEnd + (2 * BlockLength) > _buffer.Length)
        {
            MakeRoom();
        }
    }

    private void MakeRoom()
    {
        var length = Math.Min(_wordEnd - _wordStart, LongestWord);
        _buffer.Slice(_wordStart, length).CopyTo(_buffer);
        _wordStart = 0;
        _wordEnd = length;
    }
}
