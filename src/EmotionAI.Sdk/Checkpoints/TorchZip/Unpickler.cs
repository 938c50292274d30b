namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Runs the stack machine of Python's pickle format over an allow-list of globals, and yields data.</summary>
/// <remarks>Follows pickletools.py for the opcodes and torch/_weights_only_unpickler.py for what may be built. Concurrency: one use per instance.</remarks>
internal ref struct Unpickler
{
    private const byte Stop = (byte)'.';
    private const int NewestProtocol = 5;

    private readonly OpenedFile _file;
    private readonly TorchStorages _storages;
    private readonly TorchReduce _reduce;
    private readonly PickleStack _stack;
    private PickleCursor _cursor;

    private Unpickler(OpenedFile file, TorchStorages storages, long start, long length)
    {
        _file = file;
        _storages = storages;
        _reduce = new TorchReduce(file);
        _stack = new PickleStack(file);
        _cursor = new PickleCursor(file, file.Slice(start, Math.Min(length, file.Limits.PickleBytes)), start);
    }

    /// <summary>Reads one pickle.</summary>
    /// <param name="file">The file.</param>
    /// <param name="storages">Collects the storages it refers to.</param>
    /// <param name="start">The offset of its first byte.</param>
    /// <param name="length">The bytes that may belong to it.</param>
    /// <param name="end">The offset after its last byte.</param>
    /// <exception cref="EmotionAIException">It is malformed, above a limit, or asks for anything but data.</exception>
    public static PickleValue Read(OpenedFile file, TorchStorages storages, long start, long length, out long end)
    {
        var machine = new Unpickler(file, storages, start, length);
        return machine.Run(out end);
    }

    private PickleValue Run(out long end)
    {
        for (var opcodes = 0; ; opcodes++)
        {
            var offset = _cursor.Offset;
            if (opcodes == _file.Limits.PickleOpcodes)
            {
                throw _file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a pickle of more than {_file.Limits.PickleOpcodes} opcodes"), offset);
            }

            var opcode = _cursor.ReadByte();
            if (opcode == Stop)
            {
                end = _cursor.Offset;
                return Result(offset);
            }

            if (!TryNumber(opcode, offset) && !TryText(opcode, offset) && !TryGather(opcode, offset) && !TryFill(opcode, offset)
                && !TryStack(opcode, offset) && !TryObject(opcode, offset))
            {
                throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has a pickle with opcode 0x{opcode:X2}, which does not exist or which no torch file uses", offset);
            }
        }
    }

    private readonly PickleValue Result(long offset)
    {
        var result = _stack.Pop(offset);
        return _stack.Height == 0 && !_stack.IsMarked
            ? result
            : throw _file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle that leaves values on its stack", offset);
    }

    private bool TryNumber(byte opcode, long offset)
    {
        PickleValue value;
        switch (opcode)
        {
            case (byte)'N':
                value = PickleValue.None;
                break;
            case 0x88 or 0x89:
                value = PickleValue.Of(opcode == 0x88);
                break;
            case (byte)'K':
                value = PickleValue.Of((long)_cursor.ReadByte());
                break;
            case (byte)'M':
                value = PickleValue.Of((long)_cursor.ReadUInt16());
                break;
            case (byte)'J':
                value = PickleValue.Of((long)_cursor.ReadInt32());
                break;
            case 0x8A or 0x8B:
                value = _cursor.ReadLong(opcode == 0x8A ? 1 : 4);
                break;
            case (byte)'I' or (byte)'L':
                value = _cursor.ReadIntegerLine();
                break;
            case (byte)'G':
                value = PickleValue.Of(_cursor.ReadDouble());
                break;
            case (byte)'F':
                value = _cursor.ReadFloatLine();
                break;
            default:
                return false;
        }

        _stack.Push(value, offset);
        return true;
    }

    private bool TryText(byte opcode, long offset)
    {
        PickleValue value;
        switch (opcode)
        {
            case (byte)'X' or (byte)'T':
                value = PickleValue.Of(_cursor.Decode(_cursor.ReadCounted(4)));
                break;
            case 0x8C or (byte)'U':
                value = PickleValue.Of(_cursor.Decode(_cursor.ReadCounted(1)));
                break;
            case 0x8D:
                value = PickleValue.Of(_cursor.Decode(_cursor.ReadCounted(8)));
                break;
            case (byte)'V':
                value = PickleValue.Of(_cursor.Decode(_cursor.ReadLine()));
                break;
            case (byte)'S':
                value = _cursor.ReadQuotedLine();
                break;
            case (byte)'C':
                value = PickleValue.Of(_cursor.Copy(_cursor.ReadCounted(1)));
                break;
            case (byte)'B':
                value = PickleValue.Of(_cursor.Copy(_cursor.ReadCounted(4)));
                break;
            case 0x8E or 0x96:
                value = PickleValue.Of(_cursor.Copy(_cursor.ReadCounted(8)));
                break;
            default:
                return false;
        }

        _stack.Push(value, offset);
        return true;
    }

    /// <summary>Makes containers, empty or of what lies on the stack.</summary>
    private readonly bool TryGather(byte opcode, long offset)
    {
        var value = opcode switch
        {
            (byte)')' => PickleValue.EmptyTuple,
            (byte)']' => _reduce.NewSequence(PickleKind.List),
            (byte)'}' => _reduce.NewSequence(PickleKind.Dictionary),
            (byte)'t' => Tuple(_stack.PopToMark(offset)),
            0x85 or 0x86 or 0x87 => Tuple(_stack.PopMany(opcode - 0x84, offset)),
            (byte)'l' => Sequence(PickleKind.List, offset),
            (byte)'d' => Sequence(PickleKind.Dictionary, offset),
            0x8F => PickleValue.Opaque,
            0x91 => Opaque(_stack.PopToMark(offset)),
            _ => default(PickleValue?),
        };
        if (value is null)
        {
            return false;
        }

        _stack.Push(value.Value, offset);
        return true;
    }

    /// <summary>Fills containers; the kind of each is checked, as CVE-2026-24747 teaches.</summary>
    private readonly bool TryFill(byte opcode, long offset)
    {
        switch (opcode)
        {
            case (byte)'a':
                Append(PickleKind.List, _stack.PopMany(1, offset), offset);
                return true;
            case (byte)'e':
                Append(PickleKind.List, _stack.PopToMark(offset), offset);
                return true;
            case (byte)'s':
                Append(PickleKind.Dictionary, _stack.PopMany(2, offset), offset);
                return true;
            case (byte)'u':
                Append(PickleKind.Dictionary, _stack.PopToMark(offset), offset);
                return true;
            case 0x90:
                Append(PickleKind.Opaque, _stack.PopToMark(offset), offset);
                return true;
            default:
                return false;
        }
    }

    private bool TryStack(byte opcode, long offset)
    {
        switch (opcode)
        {
            case (byte)'(':
                _stack.Mark(offset);
                return true;
            case (byte)'0' when _stack.Height == 0 && _stack.IsMarked:
            case (byte)'1':
                _stack.PopToMark(offset);
                return true;
            case (byte)'0':
                _stack.Pop(offset);
                return true;
            case (byte)'2':
                _stack.Push(_stack.Peek(offset), offset);
                return true;
            case (byte)'q' or (byte)'r':
                _stack.Memoise((long)_cursor.ReadLength(opcode == 'q' ? 1 : 4), offset);
                return true;
            case (byte)'p':
                _stack.Memoise(_cursor.ReadIntegerLine().Integer, offset);
                return true;
            case 0x94:
                _stack.MemoiseNext(offset);
                return true;
            case (byte)'h' or (byte)'j':
                _stack.Push(_stack.Recall((long)_cursor.ReadLength(opcode == 'h' ? 1 : 4), offset), offset);
                return true;
            case (byte)'g':
                _stack.Push(_stack.Recall(_cursor.ReadIntegerLine().Integer, offset), offset);
                return true;
            case 0x95:
                _cursor.ReadLength(8);
                return true;
            default:
                return false;
        }
    }

    private bool TryObject(byte opcode, long offset)
    {
        switch (opcode)
        {
            case 0x80:
                CheckProtocol(_cursor.ReadByte(), offset);
                return true;
            case (byte)'c':
                _stack.Push(ReadGlobal(offset), offset);
                return true;
            case 0x93:
                _stack.Push(TakeGlobal(offset), offset);
                return true;
            case (byte)'i':
                var instance = ReadGlobal(offset);
                _stack.Push(_reduce.Create(instance, Tuple(_stack.PopToMark(offset)), offset), offset);
                return true;
            case (byte)'R':
                var arguments = _stack.Pop(offset);
                _stack.Push(_reduce.Call(_stack.Pop(offset), arguments, offset), offset);
                return true;
            case 0x81:
                var values = _stack.Pop(offset);
                _stack.Push(_reduce.Create(_stack.Pop(offset), values, offset), offset);
                return true;
            case (byte)'b':
                _stack.Pop(offset);
                _reduce.CheckBuild(_stack.Peek(offset), offset);
                return true;
            case (byte)'Q':
                _stack.Push(PickleValue.Of(_storages.Load(_stack.Pop(offset), offset)), offset);
                return true;
            default:
                return false;
        }
    }

    private readonly void CheckProtocol(byte protocol, long offset)
    {
        if (protocol > NewestProtocol)
        {
            throw _file.Fault(EmotionErrorCodes.FormatUnsupported, $"has a pickle of protocol {protocol}; 0 to {NewestProtocol} are read", offset);
        }
    }

    private PickleValue ReadGlobal(long offset)
    {
        var module = _cursor.Decode(_cursor.ReadLine());
        return PickleValue.Of(TorchGlobal.Resolve(_file, module, _cursor.Decode(_cursor.ReadLine()), offset));
    }

    private readonly PickleValue TakeGlobal(long offset)
    {
        var name = _stack.Pop(offset).Text;
        var module = _stack.Pop(offset).Text;
        return name is not null && module is not null
            ? PickleValue.Of(TorchGlobal.Resolve(_file, module, name, offset))
            : throw _file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with a global whose name is not a string", offset);
    }

    private readonly PickleValue Tuple(ReadOnlySpan<PickleValue> values)
    {
        if (values.IsEmpty)
        {
            return PickleValue.EmptyTuple;
        }

        _file.Charge(24 + (16L * values.Length));
        return PickleValue.Of(values.ToArray());
    }

    private readonly PickleValue Sequence(PickleKind kind, long offset)
    {
        var values = _stack.PopToMark(offset);
        var sequence = _reduce.NewSequence(kind);
        CheckPairs(kind, values, offset);
        sequence.Sequence!.Append(values, _file);
        return sequence;
    }

    private static PickleValue Opaque(ReadOnlySpan<PickleValue> _) => PickleValue.Opaque;

    private readonly void Append(PickleKind kind, ReadOnlySpan<PickleValue> values, long offset)
    {
        var target = _stack.Peek(offset);
        if (target.Kind != kind)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"has a pickle that fills a {target.Kind} as if it were a {kind}", offset);
        }

        CheckPairs(kind, values, offset);
        target.Sequence?.Append(values, _file);
    }

    private readonly void CheckPairs(PickleKind kind, ReadOnlySpan<PickleValue> values, long offset)
    {
        if (kind == PickleKind.Dictionary && values.Length % 2 != 0)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with a key that has no value", offset);
        }
    }
}
