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
    private const int WideContainerBytes = 4;

    private static ReadOnlySpan<byte> WaveFormatGuid => [0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static ReadOnlySpan<byte> AmbisonicGuid => [0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0];

    /// <summary>Reads the format; <paramref name="warning"/> is what a field that repeats others says against them.</summary>
    public static PcmFormat Parse(AudioOrigin origin, EmotionLimits limits, ReadOnlySpan<byte> chunk, bool isBigEndian, long offset, out string? warning)
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
            tag = ReadExtension(origin, chunk, isBigEndian, offset);
        }

        AudioBounds.CheckShape(origin, limits, sampleRate, channels, offset);
        var format = new PcmFormat(Encoding(origin, tag, bits, frameBytes == WideContainerBytes * channels, offset), isBigEndian, (int)sampleRate, channels);
        warning = frameBytes == format.BytesPerFrame
            ? null
            : Invariant($"its chunk 'fmt ' announces frames of {frameBytes} bytes (block align); {channels} channels of {format.BytesPerSample} bytes are {format.BytesPerFrame}, which were taken");
        return format;
    }

    /// <summary>Gets how a sample is stored. Channels and bits say the size of a frame; the announced one (block align) is heeded only where it tells 24 bits in a container of 4 bytes, left-justified.</summary>
    private static SampleEncoding Encoding(AudioOrigin origin, int tag, int bits, bool isWide, long offset)
    {
        return (tag, bits) switch
        {
            (Pcm, 0) => throw origin.Invalid("announces samples of 0 bits; 1 to 32 are allowed.", offset),
            (Pcm, <= 8) => SampleEncoding.Unsigned8,
            (Pcm, > 16 and <= 24) when isWide => SampleEncoding.Signed32,
            (Pcm, <= WidestBits) => PcmFormat.Signed((bits + 7) / 8),
            (Pcm, _) => throw origin.Unsupported(Invariant($"has integer samples of {bits} bits; 1 to {WidestBits} are supported."), offset),
            (Float, 32) => SampleEncoding.Float32,
            (Float, 64) => SampleEncoding.Float64,
            (Float, _) => throw origin.Unsupported(Invariant($"has float samples of {bits} bits; 32 and 64 are supported."), offset),
            (ALaw, _) => SampleEncoding.ALaw,
            (MuLaw, _) => SampleEncoding.MuLaw,
            _ => throw origin.Convertible($"has samples in the WAV format {WavCodecName.Show(tag)}; PCM, float, A-law and mu-law are supported.", offset),
        };
    }

    /// <summary>Gets the format tag inside the sub-format GUID. Fewer valid bits than the container has are left-justified and need nothing.</summary>
    private static int ReadExtension(AudioOrigin origin, ReadOnlySpan<byte> chunk, bool isBigEndian, long offset)
    {
        if (chunk.Length < LongestBytes)
        {
            throw origin.Invalid($"has an extensible chunk 'fmt ' of {chunk.Length} bytes; at least {LongestBytes} are needed.", offset);
        }

        var tag = ChunkReader.UInt32(chunk[24..], isBigEndian);
        var (second, third) = (ChunkReader.UInt16(chunk[28..], isBigEndian), ChunkReader.UInt16(chunk[30..], isBigEndian));
        var isWaveFormat = (second, third) == (0, 0x10) && chunk[32..].SequenceEqual(WaveFormatGuid);
        var isAmbisonic = (second, third) == (0x0721, 0x11D3) && chunk[32..].SequenceEqual(AmbisonicGuid) && tag is Pcm or Float;
        return (isWaveFormat && tag < Extensible) || isAmbisonic
            ? (int)tag
            : throw origin.Convertible($"has an unknown WAV sub-format {System.Convert.ToHexString(chunk[24..])}; PCM, float, A-law and mu-law are supported.", offset);
    }
}
