namespace EmotionAI.Audio.Decoding;

/// <summary>Holds the chunk <c>COMM</c> of an AIFF file.</summary>
internal readonly record struct AiffCommonChunk(PcmFormat Format, long Frames)
{
    public const int LongestBytes = 22;

    private const int ShortestBytes = 18;
    private const int ExponentBias = 16383;

    public static AiffCommonChunk Parse(AudioOrigin origin, EmotionLimits limits, ReadOnlySpan<byte> chunk, bool isCompressed, long offset)
    {
        var needed = isCompressed ? LongestBytes : ShortestBytes;
        if (chunk.Length < needed)
        {
            throw origin.Invalid(Invariant($"has a chunk 'COMM' of {chunk.Length} bytes; at least {needed} are needed."), offset);
        }

        int channels = ChunkReader.UInt16(chunk, isBigEndian: true);
        var frames = ChunkReader.UInt32(chunk[2..], isBigEndian: true);
        int bits = ChunkReader.UInt16(chunk[6..], isBigEndian: true);
        var sampleRate = ReadRate(chunk[8..]);
        AudioBounds.CheckShape(origin, limits, sampleRate, channels, offset);
        var (encoding, isBigEndian) = isCompressed ? Compression(origin, chunk.Slice(18, 4), bits, offset) : (Integer(origin, bits, offset), true);
        return new AiffCommonChunk(new PcmFormat(encoding, isBigEndian, (int)sampleRate, channels), frames);
    }

    private static (SampleEncoding Encoding, bool IsBigEndian) Compression(AudioOrigin origin, ReadOnlySpan<byte> type, int bits, long offset)
    {
        return ChunkName.Show(type) switch
        {
            "NONE" or "twos" => (Integer(origin, bits, offset), true),
            "sowt" => (Integer(origin, bits, offset), false),
            "raw " when bits is > 0 and <= 8 => (SampleEncoding.Unsigned8, true),
            "in24" => (SampleEncoding.Signed24, true),
            "in32" => (SampleEncoding.Signed32, true),
            "fl32" or "FL32" => (SampleEncoding.Float32, true),
            "fl64" or "FL64" => (SampleEncoding.Float64, true),
            "alaw" or "ALAW" => (SampleEncoding.ALaw, true),
            "ulaw" or "ULAW" => (SampleEncoding.MuLaw, true),
            var name => throw origin.Convertible($"has samples in the AIFF-C compression '{name}'{CodecName(name)}; PCM, float, A-law and mu-law are supported.", offset),
        };
    }

    private static string CodecName(string type) => type.TrimEnd().ToUpperInvariant() switch
    {
        "IMA4" => " (IMA ADPCM)",
        "GSM" or "AGSM" => " (GSM 6.10)",
        "MAC3" or "MAC6" => " (MACE)",
        "G722" => " (G.722)",
        "G726" => " (G.726)",
        ".MP3" => " (MP3)",
        "QDMC" or "QDM2" => " (QDesign)",
        _ => "",
    };

    private static SampleEncoding Integer(AudioOrigin origin, int bits, long offset) => bits is > 0 and <= 32
        ? PcmFormat.Signed((bits + 7) / 8)
        : throw origin.Invalid(Invariant($"has integer samples of {bits} bits; 1 to 32 are supported."), offset);

    /// <summary>Reads an 80-bit extended float, rounded to whole Hz; 0 where it is negative, not finite or out of range.</summary>
    private static long ReadRate(ReadOnlySpan<byte> bytes)
    {
        var exponent = ChunkReader.UInt16(bytes, isBigEndian: true) - ExponentBias;
        var mantissa = ChunkReader.UInt64(bytes[2..], isBigEndian: true);
        if (exponent is < 0 or > 31)
        {
            return 0;
        }

        var rate = mantissa >> (63 - exponent);
        var half = (mantissa >> (62 - exponent)) & 1;
        return (long)(rate + half);
    }
}
