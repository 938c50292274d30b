using System.Buffers.Binary;

namespace EmotionAI.Audio.Decoding;

/// <summary>Reads numbers and chunk headers of a RIFF or IFF file.</summary>
internal static class ChunkReader
{
    public const int HeaderBytes = 8;

    /// <summary>Gets the header of the next chunk and consumes it.</summary>
    /// <exception cref="EmotionAIException">The file ends here, or no chunk begins: there is none with samples.</exception>
    public static ChunkHeader ReadHeader(ref AudioSource source, bool isBigEndian, string samplesChunk, ChunkHeader before)
    {
        var header = source.Peek(HeaderBytes);
        if (header.Length < HeaderBytes)
        {
            throw source.Origin.Truncated(Invariant($"ends at byte {source.Position + header.Length} without a chunk '{samplesChunk}'."), source.Position);
        }

        if (!ChunkName.IsPlausible(header))
        {
            var place = before.Name == 0 ? "its first header" : $"its chunk '{Show(before.Name)}' ({before.Size} bytes)";
            throw source.Origin.Invalid($"has no chunk behind {place}: the bytes {ChunkName.ShowBytes(header)} name none, and a chunk '{samplesChunk}' must follow.", source.Position);
        }

        var result = new ChunkHeader(BinaryPrimitives.ReadUInt32BigEndian(header), UInt32(header[4..], isBigEndian), source.Position);
        source.Advance(HeaderBytes);
        return result;
    }

    /// <summary>Gets whether the next bytes look like a chunk that fits into the file.</summary>
    public static bool IsChunk(ref AudioSource source, bool isBigEndian)
    {
        var header = source.Peek(HeaderBytes);
        return header.IsEmpty || (ChunkName.IsPlausible(header) && header.Length == HeaderBytes && !(UInt32(header[4..], isBigEndian) > source.Remaining - HeaderBytes));
    }

    /// <summary>Consumes a chunk's bytes unread, and the pad byte behind an odd size, unless its writer left it out.</summary>
    public static void Skip(ref AudioSource source, ChunkHeader chunk, string samplesChunk)
    {
        var start = source.Position;
        var left = chunk.Size - (start - chunk.At - HeaderBytes);
        var skipped = source.Skip(left);
        if (skipped < left)
        {
            throw source.Origin.Truncated(Invariant($"announces {chunk.Size} bytes in the chunk '{Show(chunk.Name)}' and has {skipped} of them; a chunk '{samplesChunk}' must follow."), start);
        }

        if ((chunk.Size & 1) != 0 && HasPad(source.Peek(HeaderBytes)))
        {
            source.Skip(1);
        }
    }

    private static bool HasPad(ReadOnlySpan<byte> next)
    {
        if (next.Length <= ChunkName.Bytes || ChunkName.IsKnown(next[1..]))
        {
            return true;
        }

        return !ChunkName.IsKnown(next) && (ChunkName.IsPlausible(next[1..]) || !ChunkName.IsPlausible(next));
    }

    public static uint UInt32(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static ushort UInt16(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public static ulong UInt64(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    public static string Show(uint name)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, name);
        return ChunkName.Show(bytes);
    }
}
