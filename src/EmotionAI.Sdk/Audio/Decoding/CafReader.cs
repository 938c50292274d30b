namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of a file in Apple's Core Audio Format.</summary>
internal static class CafReader
{
    private const int FileHeaderBytes = 8;
    private const int ChunkHeaderBytes = 12;
    private const int DescriptionBytes = 32;
    private const int EditCountBytes = 4;
    private const int IsFloat = 1;
    private const int IsLittleEndian = 2;

    /// <summary>Reads up to the first sample.</summary>
    public static PcmHeader ReadHeader(ref AudioSource source, EmotionLimits limits)
    {
        source.Advance(FileHeaderBytes);
        PcmFormat? format = null;
        for (var chunks = 1; ; chunks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, chunks, source.Position);
            var at = source.Position;
            var header = source.Peek(ChunkHeaderBytes);
            if (header.Length < ChunkHeaderBytes)
            {
                throw source.Origin.Truncated(Invariant($"ends at byte {at + header.Length} without a chunk 'data'."), at);
            }

            var name = ChunkName.Show(header[..4]);
            var size = (long)ChunkReader.UInt64(header[4..], isBigEndian: true);
            source.Advance(ChunkHeaderBytes);
            if (name == "data")
            {
                return new PcmHeader(
                    AudioFileFormat.Caf,
                    format ?? throw source.Origin.Invalid("has its chunk 'data' before its chunk 'desc'.", at),
                    SkipEditCount(ref source, size, at));
            }

            if (size < 0)
            {
                throw source.Origin.Invalid(Invariant($"announces {size} bytes in the chunk '{name}'; only the size of 'data' may be left open."), at);
            }

            if (name == "desc")
            {
                format = ReadDescription(source.Origin, limits, source.Peek((int)Math.Min(size, DescriptionBytes)), at);
            }

            if (source.Skip(size) < size)
            {
                throw source.Origin.Truncated(Invariant($"announces {size} bytes in the chunk '{name}' and ends before; a chunk 'data' must follow."), at);
            }
        }
    }

    /// <summary>Gets the size of the samples, null where the writer left it open.</summary>
    private static long? SkipEditCount(ref AudioSource source, long size, long at)
    {
        if (source.Skip(EditCountBytes) < EditCountBytes || size is >= 0 and < EditCountBytes)
        {
            throw source.Origin.Truncated($"has a chunk 'data' of less than {EditCountBytes} bytes.", at);
        }

        return size < 0 ? null : size - EditCountBytes;
    }

    private static PcmFormat ReadDescription(AudioOrigin origin, EmotionLimits limits, ReadOnlySpan<byte> chunk, long at)
    {
        if (chunk.Length < DescriptionBytes)
        {
            throw origin.Invalid($"has a chunk 'desc' of {chunk.Length} bytes; {DescriptionBytes} are needed.", at);
        }

        var rate = BitConverter.UInt64BitsToDouble(ChunkReader.UInt64(chunk, isBigEndian: true));
        var flags = ChunkReader.UInt32(chunk[12..], isBigEndian: true);
        var packetBytes = ChunkReader.UInt32(chunk[16..], isBigEndian: true);
        var channels = (int)Math.Min(ChunkReader.UInt32(chunk[24..], isBigEndian: true), int.MaxValue);
        var bits = ChunkReader.UInt32(chunk[28..], isBigEndian: true);
        var sampleRate = rate is >= 1 and <= int.MaxValue ? (long)Math.Round(rate) : 0;
        AudioBounds.CheckShape(origin, limits, sampleRate, channels, at);
        var encoding = ChunkName.Show(chunk.Slice(8, 4)) switch
        {
            "lpcm" => Linear(origin, (flags & IsFloat) != 0, bits, packetBytes == 4L * channels, at),
            "alaw" => SampleEncoding.ALaw,
            "ulaw" => SampleEncoding.MuLaw,
            var name => throw origin.Convertible($"has samples in the CAF format '{name}'; PCM, float, A-law and mu-law are supported.", at),
        };
        return new PcmFormat(encoding, (flags & IsLittleEndian) == 0, (int)sampleRate, channels);
    }

    private static SampleEncoding Linear(AudioOrigin origin, bool isFloat, uint bits, bool isWide, long at) => (isFloat, bits) switch
    {
        (true, 32) => SampleEncoding.Float32,
        (true, 64) => SampleEncoding.Float64,
        (false, > 16 and <= 24) when isWide => SampleEncoding.Signed32,
        (false, > 0 and <= 32) => PcmFormat.Signed((int)(bits + 7) / 8),
        _ => throw origin.Unsupported($"has {(isFloat ? "float" : "integer")} samples of {bits} bits; integers of 1 to 32 and floats of 32 and 64 are supported.", at),
    };
}
