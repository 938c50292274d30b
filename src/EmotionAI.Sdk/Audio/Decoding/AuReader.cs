namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of a Sun/NeXT AU file, in either order of bytes.</summary>
internal static class AuReader
{
    private const int HeaderBytes = 24;

    /// <summary>Reads up to the first sample.</summary>
    public static PcmHeader ReadHeader(ref AudioSource source, EmotionLimits limits)
    {
        var header = source.Peek(HeaderBytes);
        if (header.Length < HeaderBytes)
        {
            throw source.Origin.Truncated($"ends inside its AU header of {HeaderBytes} bytes.", source.Position + header.Length);
        }

        var isBigEndian = header[0] == '.';
        var offset = ChunkReader.UInt32(header[4..], isBigEndian);
        var size = ChunkReader.UInt32(header[8..], isBigEndian);
        var encoding = Encoding(source.Origin, ChunkReader.UInt32(header[12..], isBigEndian), source.Position);
        var sampleRate = ChunkReader.UInt32(header[16..], isBigEndian);
        var channels = ChunkReader.UInt32(header[20..], isBigEndian);
        AudioBounds.CheckShape(source.Origin, limits, sampleRate, (int)Math.Min(channels, int.MaxValue), source.Position);
        if (offset < HeaderBytes)
        {
            throw source.Origin.Invalid($"starts its samples at byte {offset}, inside its AU header of {HeaderBytes} bytes.", source.Position);
        }

        if (source.Skip(offset) < offset)
        {
            throw source.Origin.Truncated($"ends before its first sample, which its AU header announces at byte {offset}.", source.Position);
        }

        var isOpen = size is 0 or uint.MaxValue;
        return new PcmHeader(AudioFileFormat.Au, new PcmFormat(encoding, isBigEndian, (int)sampleRate, (int)channels), isOpen ? null : size);
    }

    private static SampleEncoding Encoding(AudioOrigin origin, uint encoding, long offset) => encoding switch
    {
        1 => SampleEncoding.MuLaw,
        2 => SampleEncoding.Signed8,
        3 => SampleEncoding.Signed16,
        4 => SampleEncoding.Signed24,
        5 => SampleEncoding.Signed32,
        6 => SampleEncoding.Float32,
        7 => SampleEncoding.Float64,
        27 => SampleEncoding.ALaw,
        _ => throw origin.Convertible($"has samples in the AU encoding {encoding}{CodecName(encoding)}; PCM, float, A-law and mu-law are supported.", offset),
    };

    private static string CodecName(uint encoding) => encoding switch
    {
        23 => " (G.721 ADPCM)",
        24 => " (G.722 ADPCM)",
        25 or 26 => " (G.723 ADPCM)",
        _ => "",
    };
}
