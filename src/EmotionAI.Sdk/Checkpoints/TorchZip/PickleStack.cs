namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Holds the stack, the marks and the memo of the pickle machine, within limits.</summary>
internal sealed class PickleStack(OpenedFile file)
{
    private const int FirstCapacity = 64;
    private const int ValueBytes = 16;

    private PickleValue[] _values = [];
    private int[] _marks = [];
    private PickleValue[] _memo = [];
    private bool[] _memoised = [];
    private int _count;
    private int _markCount;
    private int _memoCount;

    /// <summary>Gets the number of values above the last mark.</summary>
    public int Height => _count - Fence;

    public bool IsMarked => _markCount > 0;

    private int Fence => _markCount == 0 ? 0 : _marks[_markCount - 1];

    public void Push(PickleValue value, long offset)
    {
        if (_count == file.Limits.PickleStack)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a pickle whose stack is deeper than {file.Limits.PickleStack}"), offset);
        }

        Grow(ref _values, _count + 1, ValueBytes);
        _values[_count++] = value;
    }

    public PickleValue Pop(long offset)
    {
        var value = Peek(offset);
        _count--;
        return value;
    }

    public PickleValue Peek(long offset) => Height > 0
        ? _values[_count - 1]
        : throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle that takes more from its stack than is there", offset);

    public void Mark(long offset)
    {
        if (_markCount == file.Limits.PickleStack)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a pickle with more than {file.Limits.PickleStack} open marks"), offset);
        }

        Grow(ref _marks, _markCount + 1, sizeof(int));
        _marks[_markCount++] = _count;
    }

    /// <summary>Takes everything above the last mark, and the mark; valid until the next push.</summary>
    public ReadOnlySpan<PickleValue> PopToMark(long offset)
    {
        if (_markCount == 0)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle that needs a mark where none was set", offset);
        }

        var start = _marks[--_markCount];
        var values = _values.AsSpan(start, _count - start);
        _count = start;
        return values;
    }

    /// <summary>Takes the last values; valid until the next push.</summary>
    public ReadOnlySpan<PickleValue> PopMany(int count, long offset)
    {
        if (Height < count)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle that takes more from its stack than is there", offset);
        }

        _count -= count;
        return _values.AsSpan(_count, count);
    }

    /// <summary>Remembers the top of the stack; writers number without gaps, so a place far off is refused.</summary>
    public void Memoise(long index, long offset)
    {
        if (index < 0 || index > (2L * _memoCount) + 1_024)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has a pickle that remembers its {_memoCount + 1}th value as number {index}"), offset);
        }

        var value = Peek(offset);
        Grow(ref _memo, (int)index + 1, ValueBytes);
        Grow(ref _memoised, (int)index + 1, sizeof(bool));
        _memoCount += _memoised[index] ? 0 : 1;
        _memoised[index] = true;
        _memo[index] = value;
    }

    /// <summary>Remembers the top of the stack under the next number.</summary>
    public void MemoiseNext(long offset) => Memoise(_memoCount, offset);

    public PickleValue Recall(long index, long offset) => index >= 0 && index < _memoised.Length && _memoised[index]
        ? _memo[index]
        : throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"has a pickle that recalls value {index}, which it never remembered"), offset);

    private void Grow<T>(ref T[] array, int needed, int size)
    {
        if (needed > array.Length)
        {
            var capacity = Math.Max(needed, Math.Max(FirstCapacity, 2 * array.Length));
            file.Charge((long)size * capacity);
            Array.Resize(ref array, capacity);
        }
    }
}
