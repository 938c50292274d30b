using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Reads the arguments of pickle opcodes, never past the end.</summary>
internal ref struct PickleCursor(OpenedFile file, ReadOnlySpan<byte> bytes, long start)
{
    private const int StringCost = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Gets the offset in the file.</summary>
    public readonly long Offset => start + _position;

    public readonly OpenedFile File => file;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>Reads a length of 1, 4 or 8 bytes; a negative one comes out as an enormous one.</summary>
    public ulong ReadLength(int size) => size switch
    {
        1 => ReadByte(),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)),
    };

    /// <summary>Reads a string or byte string that a length of <paramref name="size"/> bytes precedes.</summary>
    public ReadOnlySpan<byte> ReadCounted(int size)
    {
        var length = ReadLength(size);
        if (length > (ulong)(_bytes.Length - _position))
        {
            throw file.Fault(EmotionErrorCodes.FileTruncated, Invariant($"has a pickle with a string of {length} bytes where {_bytes.Length - _position} are left"), Offset);
        }

        return length <= (ulong)file.Limits.PickleStringBytes ? Take((int)length) : throw TooLong(length);
    }

    /// <summary>Reads up to a line feed, which is consumed and not returned.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        var length = _bytes[_position..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw file.Fault(EmotionErrorCodes.FileTruncated, "has a pickle that ends inside a line", Offset);
        }

        return length <= file.Limits.PickleStringBytes ? Take(length + 1)[..length] : throw TooLong((ulong)length);
    }

    /// <summary>Reads a little-endian two's-complement number of up to 8 bytes; longer ones are passed over.</summary>
    public PickleValue ReadLong(int size)
    {
        var bytes = ReadCounted(size);
        if (bytes.Length > sizeof(long))
        {
            return PickleValue.Opaque;
        }

        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Fill(bytes.Length > 0 && bytes[^1] >= 0x80 ? byte.MaxValue : byte.MinValue);
        bytes.CopyTo(wide);
        return PickleValue.Of(BinaryPrimitives.ReadInt64LittleEndian(wide));
    }

    public PickleValue ReadIntegerLine()
    {
        var line = ReadLine();
        if (line.SequenceEqual("00"u8) || line.SequenceEqual("01"u8))
        {
            return PickleValue.Of(line[1] == '1');
        }

        var digits = line.EndsWith("L"u8) ? line[..^1] : line;
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? PickleValue.Of(value) : throw NotNumber();
    }

    public PickleValue ReadFloatLine() =>
        double.TryParse(ReadLine(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? PickleValue.Of(value) : throw NotNumber();

    public PickleValue ReadQuotedLine()
    {
        var line = ReadLine();
        return line.Length >= 2 && line[0] == line[^1] && line[0] is (byte)'\'' or (byte)'"'
            ? PickleValue.Of(Decode(line[1..^1]))
            : throw file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with a string that is not quoted", Offset);
    }

    /// <summary>Decodes UTF-8; Python 2 wrote bytes, which come out as Latin-1.</summary>
    public readonly string Decode(ReadOnlySpan<byte> bytes)
    {
        file.Charge(StringCost + (2L * bytes.Length));
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    public readonly byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        file.Charge(StringCost + bytes.Length);
        return bytes.ToArray();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw file.Fault(EmotionErrorCodes.FileTruncated, "has a pickle that ends before its STOP", start + _bytes.Length);
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    private readonly EmotionAIException TooLong(ulong length) =>
        file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has a pickle with a string of {length} bytes; at most {file.Limits.PickleStringBytes} are allowed"), Offset);

    private readonly EmotionAIException NotNumber() =>
        file.Fault(EmotionErrorCodes.FormatInvalid, "has a pickle with a number that is none", Offset);
}
