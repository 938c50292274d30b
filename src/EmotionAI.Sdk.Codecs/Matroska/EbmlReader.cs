using System.Buffers.Binary;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Matroska;

/// <summary>Reads the elements of EBML (RFC 8794), one after the other.</summary>
internal sealed class EbmlReader(ByteSource source)
{
    private const int MostIdBytes = 4;
    private const int MostSizeBytes = 8;

    /// <summary>Gets where the last element read begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads the head of an element.</summary>
    /// <param name="id">What it is, its marker bits included.</param>
    /// <param name="size">The length of its data; null where the writer did not know it.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="EmotionAIException">The bytes are no element.</exception>
    public bool TryRead(out uint id, out long? size)
    {
        (id, size) = (0, null);
        Offset = source.Position;
        var head = source.Peek(MostIdBytes + MostSizeBytes);
        if (head.IsEmpty)
        {
            return false;
        }

        var idBytes = Width(head[0]);
        if (idBytes > MostIdBytes)
        {
            throw source.Origin.Invalid(Invariant($"is damaged: byte 0x{head[0]:X2} begins no element of Matroska"), Offset);
        }

        if (head.Length <= idBytes)
        {
            return false;
        }

        foreach (var part in head[..idBytes])
        {
            id = (id << 8) | part;
        }

        head = head[idBytes..];
        var sizeBytes = Width(head[0]);
        if (sizeBytes > MostSizeBytes)
        {
            throw source.Origin.Invalid(Invariant($"is damaged: element 0x{id:X} has a size of more than {MostSizeBytes} bytes"), Offset);
        }

        if (head.Length < sizeBytes)
        {
            return false;
        }

        size = ReadNumber(head, sizeBytes);
        source.Advance(idBytes + sizeBytes);
        return true;
    }

    /// <summary>Reads the data of an element as bytes, which stay until the next call.</summary>
    /// <returns>Whether all of it is there.</returns>
    /// <exception cref="EmotionAIException">It is larger than such an element may be.</exception>
    public bool TryReadBytes(uint id, long? size, int most, out ReadOnlySpan<byte> bytes)
    {
        if (size is null || size > most)
        {
            throw source.Origin.Invalid(Invariant($"is damaged: element 0x{id:X} has {(size is { } length ? Invariant($"{length}") : "an unknown number of")} bytes; at most {most} are allowed"), Offset);
        }

        bytes = source.Peek((int)size);
        source.Advance(bytes.Length);
        return bytes.Length == size;
    }

    /// <summary>Reads a number of variable width, as sizes and track numbers are written.</summary>
    /// <returns>Null where all its bits are set: not known.</returns>
    public static long? ReadNumber(ReadOnlySpan<byte> bytes, int width)
    {
        var value = bytes[0] & ((1L << (8 - width)) - 1);
        foreach (var part in bytes[1..width])
        {
            value = (value << 8) | part;
        }

        return value == (1L << (7 * width)) - 1 ? null : value;
    }

    /// <summary>Gets the width that the first byte of a number tells, in bytes; 9 where it tells none.</summary>
    public static int Width(byte first) => System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 23;

    /// <summary>Reads the data of an element as an unsigned number.</summary>
    public static ulong ReadUnsigned(ReadOnlySpan<byte> data)
    {
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        wide.Clear();
        data[Math.Max(0, data.Length - wide.Length)..].CopyTo(wide[Math.Max(0, wide.Length - data.Length)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(wide);
    }

    /// <summary>Reads the data of an element as a signed number.</summary>
    public static long ReadSigned(ReadOnlySpan<byte> data)
    {
        var shift = 8 * (sizeof(long) - Math.Min(data.Length, sizeof(long)));
        return data.IsEmpty ? 0 : (long)ReadUnsigned(data) << shift >> shift;
    }
}
