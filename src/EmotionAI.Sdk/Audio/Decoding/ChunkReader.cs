using System.Buffers.Binary;

namespace EmotionAI.Audio.Decoding;

/// <summary>Reads numbers and chunk headers of a RIFF or IFF file.</summary>
internal static class ChunkReader
{
    public const int HeaderBytes = 8;

    /// <summary>Gets the header of the next chunk and consumes it.</summary>
    /// <exception cref="EmotionAIException">The file ends here: there is no chunk with samples.</exception>
    public static (uint Name, uint Size) ReadHeader(ref AudioSource source, bool isBigEndian, string samplesChunk)
    {
        var header = source.Peek(HeaderBytes);
        if (header.Length < HeaderBytes)
        {
            throw source.Origin.Truncated($"ends at byte {source.Position + header.Length} without a chunk '{samplesChunk}'.", source.Position);
        }

        var result = (BinaryPrimitives.ReadUInt32BigEndian(header), UInt32(header[4..], isBigEndian));
        source.Advance(HeaderBytes);
        return result;
    }

    /// <summary>Consumes a chunk's bytes unread, and the pad byte behind an odd size.</summary>
    public static void Skip(ref AudioSource source, uint name, long size, string samplesChunk)
    {
        var start = source.Position;
        var skipped = source.Skip(size);
        if (skipped < size)
        {
            throw source.Origin.Truncated($"announces {size} bytes in the chunk '{Show(name)}' and has {skipped} of them; a chunk '{samplesChunk}' must follow.", start);
        }

        source.Skip(size & 1);
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
