namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of a WAV file: RIFF, RIFX, and RF64 or BW64 as EBU Tech 3306 and ITU-R BS.2088 describe them.</summary>
internal static class WavReader
{
    private const string SamplesChunk = "data";
    private const uint FormatName = 0x666D7420;
    private const uint DataName = 0x64617461;
    private const uint SizesName = 0x64733634;
    private const uint FirstStreamingSize = 0x7FFF_0000;
    private const int SizesBytes = 24;

    /// <summary>Reads up to the first sample.</summary>
    public static PcmHeader ReadHeader(ref AudioSource source, EmotionLimits limits)
    {
        var start = source.Peek(12);
        var isBigEndian = start.StartsWith("RIFX"u8);
        var hasLongSizes = start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);
        long riffEnd = ChunkReader.HeaderBytes + (long)ChunkReader.UInt32(start[4..], isBigEndian);
        source.Advance(12);

        PcmFormat? format = null;
        ulong? longSize = null;
        ChunkHeader chunk = default;
        for (var chunks = 1; ; chunks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, chunks, source.Position);
            chunk = ChunkReader.ReadHeader(ref source, isBigEndian, SamplesChunk, chunk);
            var (name, size, at) = chunk;
            if (name == DataName)
            {
                return new PcmHeader(
                    AudioFileFormat.Wav,
                    format ?? throw source.Origin.Invalid("has its chunk 'data' before its chunk 'fmt '.", at),
                    DataBytes(ref source, size, longSize, riffEnd, isBigEndian));
            }

            switch (name)
            {
                case FormatName when format is not null:
                    throw source.Origin.Invalid("has a second chunk 'fmt '; one is allowed.", at);
                case FormatName:
                    format = WavFormatChunk.Parse(source.Origin, limits, source.Peek((int)Math.Min(size, WavFormatChunk.LongestBytes)), isBigEndian, at);
                    break;
                case SizesName when hasLongSizes:
                    longSize = ReadLongSize(ref source, size, at);
                    break;
            }

            ChunkReader.Skip(ref source, chunk, SamplesChunk);
        }
    }

    private static ulong ReadLongSize(ref AudioSource source, uint size, long at)
    {
        var bytes = source.Peek((int)Math.Min(size, SizesBytes));
        return bytes.Length < SizesBytes
            ? throw source.Origin.Invalid($"has a chunk 'ds64' of {bytes.Length} bytes; at least {SizesBytes} are needed.", at)
            : ChunkReader.UInt64(bytes[8..], isBigEndian: false);
    }

    /// <summary>Gets the size of the samples, or null where a writer to a pipe left it open: then all bytes to the end are samples.</summary>
    private static long? DataBytes(ref AudioSource source, uint size, ulong? longSize, long riffEnd, bool isBigEndian)
    {
        if (size == uint.MaxValue && longSize is not null)
        {
            return longSize is 0 or > long.MaxValue ? null : (long)longSize;
        }

        // A size of 0 is an empty chunk only where another chunk, or nothing, follows it.
        var isOpen = size == 0
            ? riffEnd <= source.Position || !ChunkReader.IsChunk(ref source, isBigEndian)
            : size >= FirstStreamingSize && !(size <= source.Remaining);
        return isOpen ? null : size;
    }
}
