using System.Buffers.Binary;

namespace EmotionAI.Audio.Decoding;

/// <summary>Finds what was put behind samples of an open size: chunks with tags, ID3v1 and APE. They must not sound.</summary>
internal static class ChunkTail
{
    /// <summary>Looks at the last 256 KiB, which hold any tag without large pictures.</summary>
    private const int LongestBytes = 256 << 10;

    private const int Id3Bytes = 128;
    private const int ApeBytes = 32;

    /// <summary>Gets how many bytes of samples there are up to the tail, or null where only reading tells.</summary>
    public static long? SampleBytes(ref AudioSource source, bool isBigEndian)
    {
        if (!source.CanRewind || source.Remaining is not { } remaining)
        {
            return null;
        }

        var at = source.Position;
        var length = (int)Math.Min(remaining, LongestBytes);
        source.MoveTo(at + remaining - length);
        var bytes = source.Peek(length);
        var samples = remaining - bytes.Length + Start(bytes, isBigEndian);
        source.MoveTo(at);
        return samples;
    }

    private static int Start(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        bytes = bytes[..WithoutTags(bytes)];
        for (var at = 0; at <= bytes.Length - ChunkReader.HeaderBytes; at++)
        {
            if (bytes[at] is >= (byte)'A' and <= (byte)'z' or (byte)'(' && ChunkName.IsKnown(bytes[at..]) && IsChain(bytes[at..], isBigEndian))
            {
                return at;
            }
        }

        return bytes.Length;
    }

    private static int WithoutTags(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        if (end >= Id3Bytes && bytes[(end - Id3Bytes)..].StartsWith("TAG"u8))
        {
            end -= Id3Bytes;
        }

        if (end >= ApeBytes && bytes[(end - ApeBytes)..].StartsWith("APETAGEX"u8))
        {
            var footer = bytes[(end - ApeBytes)..end];
            var hasHeader = (BinaryPrimitives.ReadUInt32LittleEndian(footer[20..]) & (1u << 31)) != 0;
            end -= (int)Math.Clamp(BinaryPrimitives.ReadUInt32LittleEndian(footer[12..]) + (hasHeader ? (long)ApeBytes : 0), ApeBytes, end);
        }

        return end;
    }

    /// <summary>Gets whether chunks follow one another up to the last byte: noise never looks so.</summary>
    private static bool IsChain(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        while (bytes.Length >= ChunkReader.HeaderBytes && ChunkName.IsPlausible(bytes))
        {
            var size = ChunkReader.UInt32(bytes[4..], isBigEndian);
            if (size > bytes.Length - ChunkReader.HeaderBytes)
            {
                return false;
            }

            bytes = bytes[(ChunkReader.HeaderBytes + (int)size)..];
            bytes = (size & 1) != 0 && !bytes.IsEmpty ? bytes[1..] : bytes;
        }

        return bytes.IsEmpty;
    }
}
