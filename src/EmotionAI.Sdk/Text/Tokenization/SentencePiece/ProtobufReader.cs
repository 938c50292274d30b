using System.Buffers.Binary;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Walks the fields of a protobuf message of a SentencePiece model, never past its end.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="bytes">The bytes of the message.</param>
/// <param name="start">Where it begins in the file.</param>
internal struct ProtobufReader(string path, ReadOnlyMemory<byte> bytes, int start)
{
    private const int MaximalVarintBytes = 10;

    private readonly ReadOnlyMemory<byte> _bytes = bytes;
    private int _position;
    private int _wireType;

    /// <summary>Gets the offset in the file.</summary>
    public readonly long Offset => start + _position;

    /// <summary>Gets the number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Moves to the next field; its value is then to be read or passed over.</summary>
    public bool Next()
    {
        if (_position == _bytes.Length)
        {
            return false;
        }

        var tag = ReadRawVarint();
        (Field, _wireType) = ((int)(tag >> 3), (int)(tag & 7));
        return tag is > 7 and <= uint.MaxValue ? true : throw Fault(EmotionErrorCodes.FormatInvalid, Invariant($"a field tag {tag}"));
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
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)).Span);
    }

    public ReadOnlyMemory<byte> ReadBytes()
    {
        Expect(2);
        return TakeCounted();
    }

    public ProtobufReader ReadMessage()
    {
        var message = ReadBytes();
        return new ProtobufReader(path, message, (int)Offset - message.Length);
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
                throw Fault(EmotionErrorCodes.FormatInvalid, Invariant($"field {Field} of wire type {_wireType}"));
        }
    }

    /// <summary>Makes the exception that says what is wrong here.</summary>
    public readonly EmotionAIException Fault(string code, string found) =>
        new(code, Invariant($"'{Path.GetFileName(path)}' is no SentencePiece model, or cut off: found {found} at byte {Offset}; get the file anew."), path, Offset);

    private readonly void Expect(int wireType)
    {
        if (_wireType != wireType)
        {
            throw Fault(EmotionErrorCodes.FormatInvalid, Invariant($"field {Field} of wire type {_wireType}, where {wireType} is allowed,"));
        }
    }

    private ReadOnlyMemory<byte> TakeCounted()
    {
        var length = ReadRawVarint();
        return length <= (ulong)(_bytes.Length - _position) ? Take((int)length) : throw Truncated(length);
    }

    private ReadOnlyMemory<byte> Take(int count)
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
            var part = Take(1).Span[0];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Fault(EmotionErrorCodes.FormatInvalid, "a number of more than 10 bytes");
    }

    private readonly EmotionAIException Truncated(ulong length) =>
        Fault(EmotionErrorCodes.FileTruncated, Invariant($"{length} bytes announced and {_bytes.Length - _position} left"));
}
