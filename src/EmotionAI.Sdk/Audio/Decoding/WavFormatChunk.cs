namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the chunk <c>fmt </c>: WAVEFORMAT, WAVEFORMATEX and WAVEFORMATEXTENSIBLE.</summary>
internal static class WavFormatChunk
{
    public const int LongestBytes = 40;

    private const int ShortestBytes = 16;
    private const int Pcm = 1;
    private const int Float = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;
    private const int WidestBits = 32;

    public static PcmFormat Parse(AudioOrigin origin, EmotionLimits limits, ReadOnlySpan<byte> chunk, bool isBigEndian, long offset)
    {
        if (chunk.Length < ShortestBytes)
        {
            throw origin.Invalid($"has a chunk 'fmt ' of {chunk.Length} bytes; at least {ShortestBytes} are needed.", offset);
        }

        int tag = ChunkReader.UInt16(chunk, isBigEndian);
        int channels = ChunkReader.UInt16(chunk[2..], isBigEndian);
        var sampleRate = ChunkReader.UInt32(chunk[4..], isBigEndian);
        int frameBytes = ChunkReader.UInt16(chunk[12..], isBigEndian);
        int bits = ChunkReader.UInt16(chunk[14..], isBigEndian);
        if (tag == Extensible)
        {
            tag = ReadExtension(origin, chunk, isBigEndian, bits, offset);
        }

        AudioBounds.CheckShape(origin, limits, sampleRate, channels, offset);
        var format = new PcmFormat(Encoding(origin, tag, bits, offset), isBigEndian, (int)sampleRate, channels);
        return format.BytesPerFrame == frameBytes
            ? format
            : throw origin.Invalid($"announces frames of {frameBytes} bytes (block align) but {channels} channels of {bits} bits, which are {format.BytesPerFrame} bytes.", offset);
    }

    private static SampleEncoding Encoding(AudioOrigin origin, int tag, int bits, long offset)
    {
        return (tag, bits) switch
        {
            (Pcm, 0) => throw origin.Invalid("announces samples of 0 bits; 1 to 32 are allowed.", offset),
            (Pcm, <= 8) => SampleEncoding.Unsigned8,
            (Pcm, <= WidestBits) => PcmFormat.Signed((bits + 7) / 8),
            (Pcm, _) => throw origin.Unsupported($"has integer samples of {bits} bits; 1 to {WidestBits} are supported.", offset),
            (Float, 32) => SampleEncoding.Float32,
            (Float, 64) => SampleEncoding.Float64,
            (Float, _) => throw origin.Unsupported($"has float samples of {bits} bits; 32 and 64 are supported.", offset),
            (ALaw, 8) => SampleEncoding.ALaw,
            (MuLaw, 8) => SampleEncoding.MuLaw,
            _ => throw origin.Unsupported($"has samples in the WAV format {Name(tag)} with {bits} bits; PCM, float, A-law and mu-law are supported.", offset),
        };
    }

    /// <summary>Gets the format tag inside the sub-format GUID. Fewer valid bits than the container has are left-justified and need nothing.</summary>
    private static int ReadExtension(AudioOrigin origin, ReadOnlySpan<byte> chunk, bool isBigEndian, int bits, long offset)
    {
        if (chunk.Length < LongestBytes)
        {
            throw origin.Invalid($"has an extensible chunk 'fmt ' of {chunk.Length} bytes; at least {LongestBytes} are needed.", offset);
        }

        int validBits = ChunkReader.UInt16(chunk[18..], isBigEndian);
        if (validBits > bits)
        {
            throw origin.Invalid($"announces {validBits} valid bits in samples of {bits} bits.", offset);
        }

        var isWaveFormat = ChunkReader.UInt16(chunk[28..], isBigEndian) == 0
            && ChunkReader.UInt16(chunk[30..], isBigEndian) == 0x10
            && chunk[32..].SequenceEqual(new byte[] { 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71 });
        var tag = ChunkReader.UInt32(chunk[24..], isBigEndian);
        return isWaveFormat && tag < Extensible
            ? (int)tag
            : throw origin.Unsupported($"has an unknown WAV sub-format {System.Convert.ToHexString(chunk[24..])}; PCM, float, A-law and mu-law are supported.", offset);
    }

    private static string Name(int tag) => tag switch
    {
        0x02 => "2 (Microsoft ADPCM)",
        0x11 => "17 (IMA ADPCM)",
        0x31 => "49 (GSM 6.10)",
        0x50 => "80 (MPEG)",
        0x55 => "85 (MP3)",
        0xFF => "255 (AAC)",
        _ => $"{tag}",
    };
}
