namespace EmotionAI.Audio.Decoding;

/// <summary>Holds the header of a FLAC frame (RFC 9639, section 9.1).</summary>
internal readonly record struct FlacFrameHeader(int Bytes, int BlockSize, FlacBlockLayout Layout)
{
    public const int LongestBytes = 16;

    private const int FixedBytes = 4;
    private const int LongestBlock = 65_535;

    /// <summary>Gets whether bytes begin as every frame does, as far as they go.</summary>
    public static bool HasSync(ReadOnlySpan<byte> bytes) => bytes[0] == 0xFF && (bytes.Length < 2 || (bytes[1] & 0xFE) == 0xF8);

    /// <summary>Gets whether bytes are a whole header with a right CRC-8 and the channels of STREAMINFO.</summary>
    public static bool Begins(in FlacStreamInfo info, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= FixedBytes || !HasSync(bytes))
        {
            return false;
        }

        var ones = int.LeadingZeroCount((byte)~bytes[FixedBytes]) - 24;
        var length = FixedBytes + Math.Max(ones, 1) + SizeBytes(bytes[2]) + RateBytes(bytes[2]);
        var channels = bytes[3] >> 4;
        return ones is not (1 or 8)
            && bytes.Length > length
            && FlacChecksum.Crc8(bytes[..length]) == bytes[length]
            && (channels < 8 ? channels + 1 : 2) == info.Channels;
    }

    /// <summary>Reads a header and checks it against STREAMINFO and its CRC-8.</summary>
    public static FlacFrameHeader Parse(AudioOrigin origin, in FlacStreamInfo info, ReadOnlySpan<byte> bytes, long offset)
    {
        var (numberBytes, sizeBytes, rateBytes) = Lengths(origin, bytes, offset);
        var length = FixedBytes + numberBytes + sizeBytes + rateBytes;
        if (bytes.Length <= length)
        {
            throw origin.Truncated("ends inside the header of a FLAC frame.", offset);
        }

        if (FlacChecksum.Crc8(bytes[..length]) != bytes[length])
        {
            throw origin.Invalid("has a FLAC frame header whose CRC-8 is wrong.", offset);
        }

        var blockSize = ReadBlockSize(bytes[2] >> 4, bytes.Slice(FixedBytes + numberBytes, sizeBytes));
        if (blockSize is 0 or > LongestBlock)
        {
            throw origin.Invalid(Invariant($"has a FLAC block of {blockSize} frames; 1 to {LongestBlock} are allowed."), offset);
        }

        CheckRate(origin, info, bytes[2] & 15, bytes.Slice(FixedBytes + numberBytes + sizeBytes, rateBytes), offset);
        CheckBits(origin, info, bytes[3], offset);
        return new FlacFrameHeader(length + 1, blockSize, ReadLayout(origin, info, bytes[3] >> 4, offset));
    }

    /// <summary>Gets the lengths of the parts of variable length; the header is complete only if all of them are there.</summary>
    private static (int Number, int Size, int Rate) Lengths(AudioOrigin origin, ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.Length <= FixedBytes)
        {
            throw origin.Truncated("ends inside the header of a FLAC frame.", offset);
        }

        var ones = int.LeadingZeroCount((byte)~bytes[FixedBytes]) - 24;
        if (ones is 1 or 8)
        {
            throw origin.Invalid("has a FLAC frame whose number is not coded as it must be.", offset);
        }

        var number = Math.Max(ones, 1);
        for (var i = 1; i < number && FixedBytes + i < bytes.Length; i++)
        {
            if ((bytes[FixedBytes + i] & 0xC0) != 0x80)
            {
                throw origin.Invalid("has a FLAC frame whose number is not coded as it must be.", offset);
            }
        }

        return (number, SizeBytes(bytes[2]), RateBytes(bytes[2]));
    }

    private static int SizeBytes(byte codes) => (codes >> 4) switch { 6 => 1, 7 => 2, _ => 0 };

    private static int RateBytes(byte codes) => (codes & 15) switch { 12 => 1, 13 or 14 => 2, _ => 0 };

    private static int ReadBlockSize(int code, ReadOnlySpan<byte> extra) => code switch
    {
        0 => 0,
        1 => 192,
        <= 5 => 144 << code,
        6 => extra[0] + 1,
        7 => ChunkReader.UInt16(extra, isBigEndian: true) + 1,
        _ => 1 << code,
    };

    private static void CheckRate(AudioOrigin origin, in FlacStreamInfo info, int code, ReadOnlySpan<byte> extra, long offset)
    {
        var rate = code switch
        {
            0 => info.SampleRate,
            1 => 88_200,
            2 => 176_400,
            3 => 192_000,
            4 => 8_000,
            5 => 16_000,
            6 => 22_050,
            7 => 24_000,
            8 => 32_000,
            9 => 44_100,
            10 => 48_000,
            11 => 96_000,
            12 => extra[0] * 1_000,
            13 => ChunkReader.UInt16(extra, isBigEndian: true),
            14 => ChunkReader.UInt16(extra, isBigEndian: true) * 10,
            _ => 0,
        };
        if (rate != info.SampleRate)
        {
            throw origin.Invalid(Invariant($"has a FLAC frame of {rate} Hz; its STREAMINFO says {info.SampleRate} Hz."), offset);
        }
    }

    private static void CheckBits(AudioOrigin origin, in FlacStreamInfo info, byte codes, long offset)
    {
        var bits = ((codes >> 1) & 7) switch { 0 => info.BitsPerSample, 1 => 8, 2 => 12, 4 => 16, 5 => 20, 6 => 24, 7 => 32, _ => 0 };
        if (bits != info.BitsPerSample || (codes & 1) != 0)
        {
            throw origin.Invalid(Invariant($"has a FLAC frame with samples of {bits} bits or a reserved bit set; its STREAMINFO says {info.BitsPerSample} bits."), offset);
        }
    }

    private static FlacBlockLayout ReadLayout(AudioOrigin origin, in FlacStreamInfo info, int code, long offset)
    {
        var channels = code < 8 ? code + 1 : 2;
        if (channels != info.Channels || code > 10)
        {
            throw origin.Invalid(Invariant($"has a FLAC frame with the channel code {code}, which does not fit the {info.Channels} channels of its STREAMINFO."), offset);
        }

        return code < 8 ? FlacBlockLayout.Independent : (FlacBlockLayout)(code - 7);
    }
}
