using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Graphs;

/// <summary>Writes one message in protocol buffers' wire format, field by field.</summary>
/// <remarks>See https://protobuf.dev/programming-guides/encoding: a tag (field number, wire type), then a varint, four bytes, or a length with so many bytes.</remarks>
/// <param name="capacity">The bytes to set aside; more are taken when needed.</param>
internal sealed class ProtobufWriter(long capacity = 256)
{
    private const int LongestVarint = 10;

    private readonly ArrayBufferWriter<byte> _output = new((int)Math.Clamp(capacity, 1, Array.MaxLength));

    private enum WireType
    {
        Varint = 0,
        LengthDelimited = 2,
        Fixed32 = 5,
    }

    /// <summary>Writes a whole number (int32, int64, an enumeration); a negative one takes ten bytes.</summary>
    public ProtobufWriter Int(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Float(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_output.GetSpan(sizeof(float)), value);
        _output.Advance(sizeof(float));
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes raw bytes or an inner message.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)value.Length);
        _output.Write(value);
        return this;
    }

    /// <summary>Begins raw bytes or an inner message of which so many bytes follow, written elsewhere.</summary>
    public ProtobufWriter Begin(int field, long length)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)length);
        return this;
    }

    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        var bytes = _output.GetSpan(LongestVarint);
        var count = 0;
        for (; value > 0x7F; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        _output.Advance(count);
    }
}
