namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Holds the stack of the pickle machine, with its marks.</summary>
internal sealed class PickleStack(int maximum)
{
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = new();

    public void Push(object? value)
    {
        if (_values.Count >= maximum)
        {
            throw new PickleException(EmotionErrorCodes.LimitExceeded, $"its stack is deeper than {maximum}");
        }

        _values.Add(value);
    }

    public object? Pop()
    {
        var floor = _marks.TryPeek(out var mark) ? mark : 0;
        if (_values.Count <= floor)
        {
            throw new PickleException(EmotionErrorCodes.FormatInvalid, "it takes from an empty stack");
        }

        var value = _values[^1];
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    public object? Peek()
    {
        var value = Pop();
        _values.Add(value);
        return value;
    }

    public void Mark()
    {
        if (_marks.Count >= maximum)
        {
            throw new PickleException(EmotionErrorCodes.LimitExceeded, $"its stack has more than {maximum} marks");
        }

        _marks.Push(_values.Count);
    }

    /// <summary>Takes everything above the last mark.</summary>
    public object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark))
        {
            throw new PickleException(EmotionErrorCodes.FormatInvalid, "it looks for a mark that was never set");
        }

        var values = _values.GetRange(mark, _values.Count - mark).ToArray();
        _values.RemoveRange(mark, _values.Count - mark);
        return values;
    }

    public object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }
}
