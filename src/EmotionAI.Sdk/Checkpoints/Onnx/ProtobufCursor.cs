using System.Text;
using System.Text.Unicode;

namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Walks the fields of a protobuf message over mapped bytes, never past its end.</summary>
internal ref struct ProtobufCursor(OpenedFile file, ReadOnlySpan<byte> bytes, long start)
{
    private const int MaximalVarintBytes = 10;
    private const int StringCost = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private int _wireType;

    /// <summary>Gets the offset in the file.</summary>
    public readonly long Offset => start + _position;

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
        return tag is > 7 and <= uint.MaxValue && Field > 0
            ? true
            : throw file.Fault(EmotionErrorCodes.FormatInvalid, $"is no ONNX model: it has a field tag {tag}", Offset);
    }

    public ulong ReadVarint()
    {
        Expect(0);
        return ReadRawVarint();
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(2);
        return TakeCounted();
    }

    public ProtobufCursor ReadMessage()
    {
        var bytes = ReadBytes();
        return new ProtobufCursor(file, bytes, Offset - bytes.Length);
    }

    public string ReadText()
    {
        var bytes = ReadBytes();
        file.Charge(StringCost + (2L * bytes.Length));
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a string that is not UTF-8", Offset - bytes.Length);
    }

    /// <summary>Reads a field of repeated numbers, packed or not: one value a call of <paramref name="multiply"/>.</summary>
    public Int128 MultiplyVarints(Int128 product, Func<Int128, ulong, Int128> multiply)
    {
        if (_wireType == 0)
        {
            return multiply(product, ReadRawVarint());
        }

        var packed = ReadMessage();
        while (packed._position < packed._bytes.Length)
        {
            product = multiply(product, packed.ReadRawVarint());
        }

        return product;
    }

    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                ReadRawVarint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                TakeCounted();
                break;
            case 5:
                Take(4);
                break;
            default:
                throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"is no ONNX model: field {Field} has wire type {_wireType}"), Offset);
        }
    }

    private readonly void Expect(int wireType)
    {
        if (_wireType != wireType)
        {
            throw file.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"is no ONNX model: field {Field} has wire type {_wireType} where {wireType} is due"), Offset);
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

        throw file.Fault(EmotionErrorCodes.FormatInvalid, "is no ONNX model: it has a number of more than 10 bytes", Offset);
    }

    private readonly EmotionAIException Truncated(ulong length) =>
        file.Fault(EmotionErrorCodes.FileTruncated, Invariant($"is cut off or no ONNX model: a field of {length} bytes has {_bytes.Length - _position} left"), Offset);
}
