using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace EmotionAI.Checkpoints;

/// <summary>Walks the fields of a protobuf message in place, never past its end.</summary>
/// <remarks>See https://protobuf.dev/programming-guides/encoding; groups are refused.</remarks>
/// <param name="source">The file, for faults and charges.</param>
/// <param name="bytes">The bytes of the message.</param>
/// <param name="start">Where it begins in the file.</param>
internal ref struct ProtobufReader(ProtobufSource source, ReadOnlySpan<byte> bytes, int start = 0)
{
    private const int MaximalVarintBytes = 10;
    private const int StringCost = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private int _wireType;

    /// <summary>Gets the offset in the file.</summary>
    public readonly int Offset => start + _position;

    /// <summary>Gets the number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Gets a value indicating whether the field is a block of bytes that its length precedes.</summary>
    public readonly bool IsCounted => _wireType == 2;

    /// <summary>Moves to the next field; its value is then to be read or passed over.</summary>
    public bool Next()
    {
        if (_position == _bytes.Length)
        {
            return false;
        }

        var tag = ReadRawVarint();
        (Field, _wireType) = ((int)(tag >> 3), (int)(tag & 7));
        return tag is > 7 and <= uint.MaxValue ? true : throw Fault(Invariant($"a field tag {tag}"));
    }

    public ulong ReadVarint()
    {
        Expect(0);
        return ReadRawVarint();
    }

    /// <summary>Reads an int32, which is written as a number of 64 bits.</summary>
    public int ReadInt32() => unchecked((int)(uint)ReadVarint());

    public bool ReadBoolean() => ReadVarint() != 0;

    public float ReadSingle()
    {
        Expect(5);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(2);
        return TakeCounted();
    }

    /// <summary>Reads where in the file a block of bytes lies.</summary>
    public Range ReadRange()
    {
        var length = ReadBytes().Length;
        return (Offset - length)..Offset;
    }

    public ProtobufReader ReadMessage()
    {
        var message = ReadBytes();
        return new ProtobufReader(source, message, Offset - message.Length);
    }

    public string ReadText()
    {
        var text = ReadBytes();
        source.Charge(StringCost + (2L * text.Length));
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw source.Fault(EmotionErrorCodes.FormatInvalid, "a string that is not UTF-8", Offset - text.Length);
    }

    /// <summary>Reads a field of repeated numbers, packed or not: one value a call of <paramref name="add"/>.</summary>
    public T FoldVarints<T>(T seed, Func<T, ulong, T> add)
    {
        if (_wireType == 0)
        {
            return add(seed, ReadRawVarint());
        }

        var packed = ReadMessage();
        while (packed._position < packed._bytes.Length)
        {
            seed = add(seed, packed.ReadRawVarint());
        }

        return seed;
    }

    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                ReadRawVarint();
                break;
            case 1:
                Take(sizeof(long));
                break;
            case 2:
                TakeCounted();
                break;
            case 5:
                Take(sizeof(int));
                break;
            default:
                throw Fault(Invariant($"field {Field} of wire type {_wireType}"));
        }
    }

    /// <summary>Makes the exception that says what is wrong here.</summary>
    public readonly EmotionAIException Fault(string found, string code = EmotionErrorCodes.FormatInvalid) => source.Fault(code, found, Offset);

    private readonly void Expect(int wireType)
    {
        if (_wireType != wireType)
        {
            throw Fault(Invariant($"field {Field} of wire type {_wireType}, where {wireType} is allowed,"));
        }
    }

    private ReadOnlySpan<byte> TakeCounted()
    {
        var length = ReadRawVarint();
        return length <= (ulong)(_bytes.Length - _position) ? Take((int)length) : throw Truncated(length);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw Truncated((ulong)count);
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    private ulong ReadRawVarint()
    {
        var value = 0UL;
        for (var i = 0; i < MaximalVarintBytes; i++)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Fault("a number of more than 10 bytes");
    }

    private readonly EmotionAIException Truncated(ulong length) =>
        Fault(Invariant($"{length} bytes announced and {_bytes.Length - _position} left"), EmotionErrorCodes.FileTruncated);
}
