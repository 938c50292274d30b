namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Reads a pickle as inert data: numbers, strings, lists, dictionaries, tensors. Nothing is imported, looked up or called.</summary>
/// <remarks>Follows <c>pickletools</c> for the opcodes and torch's weights-only unpickler for what is allowed, with a smaller allow-list.</remarks>
internal ref struct PickleReader
{
    private const int HighestProtocol = 5;

    private readonly EmotionLimits _limits;
    private readonly PickleStack _stack;
    private readonly Dictionary<int, object?> _memo = [];
    private PickleBytes _bytes;

    private PickleReader(ReadOnlySpan<byte> data, EmotionLimits limits)
    {
        _limits = limits;
        _stack = new PickleStack(limits.PickleStack);
        _bytes = new PickleBytes(data, limits.PickleStringBytes);
    }

    /// <summary>Reads one pickle.</summary>
    /// <param name="data">The bytes, which may go on after it.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="offset">The offset of the bytes in the file, for messages.</param>
    /// <param name="length">Receives the length of the pickle, in bytes.</param>
    /// <exception cref="EmotionAIException">The pickle is cut off, malformed, beyond the limits, or names something that is not allowed.</exception>
    public static object? Read(ReadOnlySpan<byte> data, EmotionLimits limits, string path, long offset, out int length)
    {
        var reader = new PickleReader(data[..Math.Min(data.Length, limits.PickleBytes)], limits);
        try
        {
            var value = reader.Run();
            length = reader._bytes.Position;
            return value;
        }
        catch (PickleException e)
        {
            throw new EmotionAIException(e.Code, $"The pickle in '{Path.GetFileName(path)}' is refused: {e.Message}.", path, offset + reader._bytes.Position, e);
        }
    }

    private object? Run()
    {
        for (var opcodes = 0; opcodes < _limits.PickleOpcodes; opcodes++)
        {
            var opcode = _bytes.Byte();
            if (opcode == (byte)'.')
            {
                return _stack.Pop();
            }

            if (!Literal(opcode) && !Structure(opcode) && !Reference(opcode))
            {
                throw new PickleException(EmotionErrorCodes.FormatUnsupported, $"the opcode 0x{opcode:X2} does not occur in checkpoints");
            }
        }

        throw new PickleException(EmotionErrorCodes.LimitExceeded, $"it has more than {_limits.PickleOpcodes} opcodes");
    }

    private bool Literal(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': _stack.Push(null); return true;
            case 0x88: _stack.Push(true); return true;
            case 0x89: _stack.Push(false); return true;
            case (byte)'K': _stack.Push((long)_bytes.Byte()); return true;
            case (byte)'M': _stack.Push((long)_bytes.UInt16()); return true;
            case (byte)'J': _stack.Push((long)_bytes.Int32()); return true;
            case 0x8A: _stack.Push(_bytes.Long()); return true;
            case (byte)'G': _stack.Push(_bytes.Float64()); return true;
            case (byte)'X': _stack.Push(_bytes.Text(_bytes.Length())); return true;
            case 0x8C: _stack.Push(_bytes.Text(_bytes.Byte())); return true;
            case (byte)'U' or (byte)'C': _stack.Push(_bytes.Block(_bytes.Byte()).ToArray()); return true;
            case (byte)'T' or (byte)'B': _stack.Push(_bytes.Block(_bytes.Length()).ToArray()); return true;
            default: return false;
        }
    }

    private bool Structure(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Mark(); return true;
            case (byte)')': _stack.Push(Array.Empty<object?>()); return true;
            case 0x85 or 0x86 or 0x87: _stack.Push(_stack.PopMany(opcode - 0x84)); return true;
            case (byte)'t': _stack.Push(_stack.PopToMark()); return true;
            case (byte)']' or 0x8F: _stack.Push(new List<object?>()); return true;
            case (byte)'}': _stack.Push(new PickleDictionary()); return true;
            case (byte)'a': Append([_stack.Pop()]); return true;
            case (byte)'e' or 0x90: Append(_stack.PopToMark()); return true;
            case (byte)'s': SetItems(_stack.PopMany(2)); return true;
            case (byte)'u': SetItems(_stack.PopToMark()); return true;
            default: return false;
        }
    }

    private bool Reference(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                CheckProtocol(_bytes.Byte());
                return true;
            case 0x95:
                _ = _bytes.Float64();
                return true;
            case (byte)'q': _memo[_bytes.Byte()] = _stack.Peek(); return true;
            case (byte)'r': _memo[_bytes.Length()] = _stack.Peek(); return true;
            case 0x94: _memo[_memo.Count] = _stack.Peek(); return true;
            case (byte)'h': _stack.Push(Recall(_bytes.Byte())); return true;
            case (byte)'j': _stack.Push(Recall(_bytes.Length())); return true;
            case (byte)'c': _stack.Push(Global(_bytes.Line(), _bytes.Line())); return true;
            case 0x93: StackGlobal(); return true;
            case (byte)'Q': _stack.Push(PickleCalls.PersistentLoad(_stack.Pop())); return true;
            case (byte)'R' or 0x81: Reduce(); return true;
            case (byte)'b': Build(); return true;
            default: return false;
        }
    }

    private static void CheckProtocol(byte protocol)
    {
        if (protocol > HighestProtocol)
        {
            throw new PickleException(EmotionErrorCodes.FormatUnsupported, $"its protocol is {protocol}; at most {HighestProtocol} is read");
        }
    }

    private object? Recall(int index) => _memo.TryGetValue(index, out var value)
        ? value
        : throw new PickleException(EmotionErrorCodes.FormatInvalid, $"it recalls the value {index}, which it never kept");

    private static PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal($"{module}.{name}");
        return global.IsAllowed
            ? global
            : throw new PickleException(EmotionErrorCodes.CodeRefused, $"it names '{global.Name}', which is not needed to hold weights; nothing was run");
    }

    private void StackGlobal()
    {
        var name = _stack.Pop();
        var module = _stack.Pop();
        _stack.Push(module is string moduleText && name is string nameText
            ? Global(moduleText, nameText)
            : throw new PickleException(EmotionErrorCodes.FormatInvalid, "the name of a global is not a string"));
    }

    private void Reduce()
    {
        var arguments = _stack.Pop();
        var callable = _stack.Pop();
        _stack.Push(callable is PickleGlobal global && arguments is object?[] tuple
            ? PickleCalls.Call(global, tuple, _limits)
            : throw new PickleException(EmotionErrorCodes.CodeRefused, "it calls something that is not a known name; nothing was run"));
    }

    private void Build()
    {
        _ = _stack.Pop();
        if (_stack.Peek() is not (PickleDictionary or PickleTensor))
        {
            throw new PickleException(EmotionErrorCodes.CodeRefused, "it sets the state of something that is neither a dictionary nor a tensor; nothing was run");
        }
    }

    private void Append(object?[] items)
    {
        if (_stack.Peek() is not List<object?> list)
        {
            throw new PickleException(EmotionErrorCodes.FormatInvalid, "it appends to something that is not a list");
        }

        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (_stack.Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
        {
            throw new PickleException(EmotionErrorCodes.FormatInvalid, "it sets items of something that is not a dictionary, or an odd number of them");
        }

        for (var i = 0; i < items.Length; i += 2)
        {
            dictionary.Add(items[i], items[i + 1]);
        }
    }
}
