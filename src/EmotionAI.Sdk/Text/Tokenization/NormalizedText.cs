using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace EmotionAI.Text.Tokenization;

/// <summary>Holds a text while it is normalized and split, and of each UTF-16 unit the range of the original text that it stands for; follows <c>NormalizedString</c> of <c>tokenizers</c>.</summary>
/// <remarks>
/// Used again and again, it allocates only when it grows. It always holds valid UTF-16.
/// An edit reads the text once from its beginning: <see cref="BeginEdit"/>, then <see cref="Keep"/>, <see cref="CopyTo"/>, <see cref="Replace"/>, <see cref="Insert(int)"/> and <see cref="Skip"/> in any order, then <see cref="EndEdit"/>.
/// </remarks>
internal sealed class NormalizedText
{
    private const int FirstLength = 256;

    private Buffer _text = new();
    private Buffer _edited = new();
    private bool _isEditing;

    /// <summary>Gets the text.</summary>
    public ReadOnlySpan<char> Units => _text.Units.AsSpan(0, _text.Length);

    /// <summary>Gets the number of UTF-16 units.</summary>
    public int Length => _text.Length;

    /// <summary>Gets whether it is known what the units stand for; it is not where only ids are wanted.</summary>
    public bool IsAligned { get; private set; }

    /// <summary>Gets where in the original text this one begins.</summary>
    public int OriginalStart { get; private set; }

    /// <summary>Gets the next unit that an edit reads.</summary>
    public int Position { get; private set; }

    /// <summary>Gets the next code point that an edit reads.</summary>
    public int Next => _text.Units[Position] is var unit && char.IsHighSurrogate(unit) ? char.ConvertToUtf32(unit, _text.Units[Position + 1]) : unit;

    /// <summary>Gets the number of units that an edit has written.</summary>
    public int Written => _edited.Length;

    /// <summary>Takes a text; unpaired surrogates become U+FFFD.</summary>
    /// <param name="text">A part of the original text.</param>
    /// <param name="originalStart">Where it begins there.</param>
    /// <param name="isAligned">Whether offsets are wanted.</param>
    public void Reset(ReadOnlySpan<char> text, int originalStart, bool isAligned)
    {
        IsAligned = isAligned;
        OriginalStart = originalStart;
        _text.Length = 0;
        _text.Reserve(text.Length, isAligned);
        text.CopyTo(_text.Units);
        _text.Length = text.Length;
        if (text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            ReplaceUnpaired(_text.Units.AsSpan(0, text.Length));
        }

        if (isAligned)
        {
            Align(originalStart);
        }
    }

    /// <summary>Takes a part of another text, with what it stands for.</summary>
    public void Reset(NormalizedText other, int start, int end)
    {
        (IsAligned, OriginalStart) = (other.IsAligned, other.OriginalStart);
        _text.Length = 0;
        _text.Reserve(end - start, IsAligned);
        _text.Length = end - start;
        other.Units[start..end].CopyTo(_text.Units);
        if (IsAligned)
        {
            other._text.Starts.AsSpan(start, end - start).CopyTo(_text.Starts);
            other._text.Ends.AsSpan(start, end - start).CopyTo(_text.Ends);
        }
    }

    /// <summary>Gives the range of the original text that a range of this one stands for.</summary>
    /// <param name="start">The first unit.</param>
    /// <param name="end">The end, after <paramref name="start"/>.</param>
    public (int Start, int End) OriginalOf(int start, int end) => (_text.Starts[start], _text.Ends[end - 1]);

    /// <summary>Gives where in the original text the unit begins.</summary>
    public int OriginalStartOf(int unit) => _text.Starts[unit];

    /// <summary>Gives a code point of the text, and where the next one begins.</summary>
    public int CodePointAt(int position, out int next)
    {
        var unit = _text.Units[position];
        var isPair = char.IsHighSurrogate(unit);
        next = position + (isPair ? 2 : 1);
        return isPair ? char.ConvertToUtf32(unit, _text.Units[position + 1]) : unit;
    }

    /// <summary>Begins an edit: what is not skipped is said anew.</summary>
    public void BeginEdit()
    {
        Debug.Assert(!_isEditing, "One edit at a time.");
        _isEditing = true;
        Position = 0;
        _edited.Length = 0;
        _edited.Reserve(_text.Length, IsAligned);
    }

    /// <summary>Keeps the units up to a position as they are.</summary>
    public void CopyTo(int end)
    {
        var count = end - Position;
        _edited.Reserve(count, IsAligned);
        _text.Units.AsSpan(Position, count).CopyTo(_edited.Units.AsSpan(_edited.Length));
        if (IsAligned)
        {
            _text.Starts.AsSpan(Position, count).CopyTo(_edited.Starts.AsSpan(_edited.Length));
            _text.Ends.AsSpan(Position, count).CopyTo(_edited.Ends.AsSpan(_edited.Length));
        }

        _edited.Length += count;
        Position = end;
    }

    /// <summary>Keeps the next code point as it is.</summary>
    public void Keep() => CopyTo(Position + (char.IsHighSurrogate(_text.Units[Position]) ? 2 : 1));

    /// <summary>Puts a code point in the place of the next one.</summary>
    public void Replace(int codePoint)
    {
        var unit = Position;
        Skip();
        Write(codePoint, IsAligned ? _text.Starts[unit] : 0, IsAligned ? _text.Ends[unit] : 0);
    }

    /// <summary>Adds a code point, which stands for what the unit before it stands for.</summary>
    public void Insert(int codePoint)
    {
        var isFirst = Position == 0 || !IsAligned;
        Write(codePoint, isFirst ? OriginalStart : _text.Starts[Position - 1], isFirst ? OriginalStart : _text.Ends[Position - 1]);
    }

    /// <summary>Adds text, which stands for what the unit before it stands for.</summary>
    public void Insert(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            Insert(rune.Value);
        }
    }

    /// <summary>Puts text before the next code point; all of it stands for what that one stands for.</summary>
    public void Prepend(ReadOnlySpan<char> prefix)
    {
        var next = Next;
        var isFirst = true;
        foreach (var rune in prefix.EnumerateRunes())
        {
            if (isFirst)
            {
                Replace(rune.Value);
                isFirst = false;
            }
            else
            {
                Insert(rune.Value);
            }
        }

        Insert(next);
    }

    /// <summary>Drops the next code point.</summary>
    public void Skip() => Position += char.IsHighSurrogate(_text.Units[Position]) ? 2 : 1;

    /// <summary>Drops the units up to a position.</summary>
    public void SkipTo(int end) => Position = end;

    /// <summary>Ends an edit; what it did not read is kept.</summary>
    public void EndEdit()
    {
        CopyTo(_text.Length);
        (_text, _edited) = (_edited, _text);
        _isEditing = false;
    }

    /// <summary>Forgets the text; buffers that became larger than usual are given back.</summary>
    public void Clear(int largest)
    {
        _text.Clear(largest);
        _edited.Clear(largest);
        _isEditing = false;
    }

    private void Write(int codePoint, int start, int end)
    {
        _edited.Reserve(2, IsAligned);
        var count = new Rune(codePoint).EncodeToUtf16(_edited.Units.AsSpan(_edited.Length));
        for (var i = 0; i < count && IsAligned; i++)
        {
            _edited.Starts[_edited.Length + i] = start;
            _edited.Ends[_edited.Length + i] = end;
        }

        _edited.Length += count;
    }

    /// <summary>Lets each unit stand for its code point in the original text.</summary>
    private void Align(int originalStart)
    {
        var (units, starts, ends) = (_text.Units, _text.Starts, _text.Ends);
        for (var i = 0; i < _text.Length; i++)
        {
            starts[i] = originalStart + i;
            ends[i] = originalStart + i + 1;
            if (char.IsLowSurrogate(units[i]))
            {
                starts[i]--;
                ends[i - 1]++;
            }
        }
    }

    private static void ReplaceUnpaired(Span<char> units)
    {
        for (var i = 0; i < units.Length; i++)
        {
            if (!char.IsSurrogate(units[i]))
            {
                continue;
            }

            if (Rune.DecodeFromUtf16(units[i..], out _, out var length) == OperationStatus.Done)
            {
                i += length - 1;
                continue;
            }

            units[i] = '\uFFFD';
        }
    }

    private sealed class Buffer
    {
        public char[] Units { get; private set; } = new char[FirstLength];

        public int[] Starts { get; private set; } = [];

        public int[] Ends { get; private set; } = [];

        public int Length { get; set; }

        /// <summary>Makes room for so many more units.</summary>
        public void Reserve(int count, bool isAligned)
        {
            var length = Length + count;
            if (length > Units.Length)
            {
                Units = Grown(Units, length);
            }

            if (isAligned && length > Starts.Length)
            {
                (Starts, Ends) = (Grown(Starts, length), Grown(Ends, length));
            }
        }

        public void Clear(int largest)
        {
            if (Units.Length > largest || Starts.Length > largest)
            {
                (Units, Starts, Ends) = (new char[FirstLength], [], []);
            }
            else
            {
                // What was written before a shorter text is gone already: every text is cleared after its use.
                Units.AsSpan(0, Length).Clear();
            }

            Length = 0;
        }

        private static T[] Grown<T>(T[] array, int length)
        {
            Array.Resize(ref array, Math.Max(length, Math.Max(FirstLength, array.Length * 2)));
            return array;
        }
    }
}
