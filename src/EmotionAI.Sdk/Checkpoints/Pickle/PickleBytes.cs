using System.Buffers.Binary;
using System.Text;

namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Reads the arguments of pickle opcodes from the bytes present, never beyond them.</summary>
internal ref struct PickleBytes(ReadOnlySpan<byte> data, int longestString)
{
    private const int LongestName = 1_024;
    private const int LongestInteger = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _data = data;

    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads a length of four bytes.</summary>
    public int Length()
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return length <= int.MaxValue ? (int)length : throw Truncated();
    }

    /// <summary>Reads a float64, which is big-endian here.</summary>
    public double Float64() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>Reads a little-endian integer of as many bytes as its first byte says.</summary>
    public long Long()
    {
        var length = (int)Byte();
        if (length > LongestInteger)
        {
            throw new PickleException(EmotionErrorCodes.FormatUnsupported, $"it holds an integer of {length} bytes; at most {LongestInteger} are read");
        }

        var value = 0L;
        var bytes = Take(length);
        for (var i = 0; i < length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        var unused = 64 - (8 * length);
        return length == 0 ? 0 : value << unused >> unused;
    }

    public string Text(int length)
    {
        try
        {
            return StrictUtf8.GetString(Block(length));
        }
        catch (DecoderFallbackException)
        {
            throw new PickleException(EmotionErrorCodes.FormatInvalid, "a string is not UTF-8");
        }
    }

    public ReadOnlySpan<byte> Block(int length)
    {
        if (length > longestString)
        {
            throw new PickleException(EmotionErrorCodes.LimitExceeded, $"a string has {length} bytes; at most {longestString} are allowed");
        }

        return Take(length);
    }

    /// <summary>Reads up to a line feed, as the names of globals are written.</summary>
    public string Line()
    {
        var rest = _data[Position..];
        var end = rest[..Math.Min(rest.Length, LongestName)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw Truncated();
        }

        var text = Text(end);
        Position++;
        return text;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _data.Length - Position)
        {
            throw Truncated();
        }

        var bytes = _data.Slice(Position, length);
        Position += length;
        return bytes;
    }

    private static PickleException Truncated() => new(EmotionErrorCodes.FileTruncated, "it is cut off");
}
