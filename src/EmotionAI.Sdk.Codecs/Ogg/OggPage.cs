using System.Buffers.Binary;

namespace EmotionAI.Audio.Ogg;

/// <summary>Holds a page of an Ogg file (RFC 3533), header and all.</summary>
internal readonly ref struct OggPage
{
    public const int HeaderBytes = 27;
    public const int MostBytes = HeaderBytes + 255 + (255 * 255);

    private const int SumOffset = 22;

    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">The page, or its first bytes; at least as many as a header has, and its table.</param>
    public OggPage(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
    }

    public static ReadOnlySpan<byte> Mark => "OggS"u8;

    /// <summary>Gets whether the first packet began on the page before.</summary>
    public bool IsContinued => (_bytes[5] & 1) != 0;

    /// <summary>Gets whether a stream begins here.</summary>
    public bool IsFirst => (_bytes[5] & 2) != 0;

    /// <summary>Gets whether the stream ends here.</summary>
    public bool IsLast => (_bytes[5] & 4) != 0;

    /// <summary>Gets the position at the end of the last packet that ends on the page, in units of the stream; -1 where none does.</summary>
    public long Granule => BinaryPrimitives.ReadInt64LittleEndian(_bytes[6..]);

    /// <summary>Gets which stream the page belongs to.</summary>
    public uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[14..]);

    public uint Sequence => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[18..]);

    /// <summary>Gets the lengths of the pieces: one below 255 ends a packet.</summary>
    public ReadOnlySpan<byte> Lacing => _bytes.Slice(HeaderBytes, _bytes[HeaderBytes - 1]);

    public ReadOnlySpan<byte> Body => _bytes[(HeaderBytes + Lacing.Length)..];

    /// <summary>Gets the length that the table gives.</summary>
    public int Length
    {
        get
        {
            var length = HeaderBytes + Lacing.Length;
            foreach (var piece in Lacing)
            {
                length += piece;
            }

            return length;
        }
    }

    public bool IsIntact
    {
        get
        {
            var sum = OggChecksum.Add(0, _bytes[..SumOffset]);
            sum = OggChecksum.Add(sum, stackalloc byte[sizeof(uint)]);
            return OggChecksum.Add(sum, _bytes[(SumOffset + sizeof(uint))..]) == BinaryPrimitives.ReadUInt32LittleEndian(_bytes[SumOffset..]);
        }
    }
}
