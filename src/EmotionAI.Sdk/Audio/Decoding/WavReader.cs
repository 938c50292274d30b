namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of a WAV file: RIFF, RIFX, and RF64 or BW64 as EBU Tech 3306 and ITU-R BS.2088 describe them.</summary>
internal static class WavReader
{
    private const string SamplesChunk = "data";
    private const string FormatChunk = "fmt ";
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
        string? warning = null;
        ulong? longSize = null;
        ChunkHeader chunk = default;
        ChunkHeader? samples = null;
        for (var chunks = 1; ; chunks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, chunks, source.Position);
            chunk = ChunkReader.ReadHeader(ref source, isBigEndian, samples is null ? SamplesChunk : FormatChunk, chunk);
            var (name, size, at) = chunk;
            switch (name)
            {
                case DataName when format is null && !source.CanRewind:
                    throw source.Origin.Unsupported("has its chunk 'data' before its chunk 'fmt '; this is read from files, not from pipes.", at);
                case DataName:
                    samples ??= chunk;
                    break;
                case FormatName when format is not null:
                    warning = Join(warning, "it has a second chunk 'fmt ', which was passed over");
                    break;
                case FormatName:
                    format = WavFormatChunk.Parse(source.Origin, limits, source.Peek((int)Math.Min(size, WavFormatChunk.LongestBytes)), isBigEndian, at, out warning);
                    break;
                case SizesName when hasLongSizes:
                    longSize = ReadLongSize(ref source, size, at);
                    break;
            }

            if (format is not null && samples is { } data)
            {
                return Describe(ref source, data, longSize, riffEnd, isBigEndian, format.Value, warning);
            }

            ChunkReader.Skip(ref source, chunk, samples is null ? SamplesChunk : FormatChunk);
        }
    }

    /// <summary>Goes to the first sample, back where the samples come before their format.</summary>
    private static PcmHeader Describe(ref AudioSource source, ChunkHeader data, ulong? longSize, long riffEnd, bool isBigEndian, PcmFormat format, string? warning)
    {
        if (source.Position != data.At + ChunkReader.HeaderBytes)
        {
            source.MoveTo(data.At + ChunkReader.HeaderBytes);
        }

        var bytes = DataBytes(ref source, data.Size, longSize, riffEnd, isBigEndian);
        if (bytes is null && data.Size == 0 && longSize is null && riffEnd > source.Position)
        {
            warning = Join(warning, "its chunk 'data' announces 0 bytes; those behind it were taken as its samples");
        }

        return new PcmHeader(AudioFileFormat.Wav, format, bytes ?? ChunkTail.SampleBytes(ref source, isBigEndian)) { Warning = warning };
    }

    private static string Join(string? before, string next) => before is null ? next : $"{before}; {next}";

    private static ulong ReadLongSize(ref AudioSource source, uint size, long at)
    {
        var bytes = source.Peek((int)Math.Min(size, SizesBytes));
        return bytes.Length < SizesBytes
            ? throw source.Origin.Invalid($"has a chunk 'ds64' of {bytes.Length} bytes; at least {SizesBytes} are needed.", at)
            : ChunkReader.UInt64(bytes[8..], isBigEndian: false);
    }

    /// <summary>Gets the size of the samples, or null where a writer to a pipe left it open: then all bytes up to the tags at the end are samples.</summary>
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
