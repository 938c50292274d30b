namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of an AIFF or AIFF-C file.</summary>
internal static class AiffReader
{
    private const string SamplesChunk = "SSND";
    private const uint CommonName = 0x434F4D4D;
    private const uint SamplesName = 0x53534E44;
    private const int SamplesHeaderBytes = 8;

    /// <summary>Reads up to the first sample.</summary>
    public static PcmHeader ReadHeader(ref AudioSource source, EmotionLimits limits)
    {
        var isCompressed = source.Peek(12).EndsWith("AIFC"u8);
        source.Advance(12);

        AiffCommonChunk? common = null;
        for (var chunks = 1; ; chunks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, chunks, source.Position);
            var at = source.Position;
            var (name, size) = ChunkReader.ReadHeader(ref source, isBigEndian: true, SamplesChunk);
            if (name == SamplesName)
            {
                return ReadSamplesHeader(ref source, size, common ?? throw source.Origin.Unsupported("has its chunk 'SSND' before its chunk 'COMM'; COMM must come first.", at));
            }

            if (name == CommonName)
            {
                common = AiffCommonChunk.Parse(source.Origin, limits, source.Peek((int)Math.Min(size, AiffCommonChunk.LongestBytes)), isCompressed, at);
            }

            ChunkReader.Skip(ref source, name, size, SamplesChunk);
        }
    }

    private static PcmHeader ReadSamplesHeader(ref AudioSource source, uint size, AiffCommonChunk common)
    {
        var header = source.Peek(SamplesHeaderBytes);
        if (header.Length < SamplesHeaderBytes || size < SamplesHeaderBytes)
        {
            throw source.Origin.Truncated($"has a chunk 'SSND' of {Math.Min(size, header.Length)} bytes; at least {SamplesHeaderBytes} are needed.", source.Position);
        }

        var offset = ChunkReader.UInt32(header, isBigEndian: true);
        if (offset > size - SamplesHeaderBytes)
        {
            throw source.Origin.Invalid($"starts its samples {offset} bytes into a chunk 'SSND' of {size} bytes.", source.Position);
        }

        source.Advance(SamplesHeaderBytes);
        source.Skip(offset);
        var chunkBytes = size - SamplesHeaderBytes - (long)offset;
        return new PcmHeader(AudioFileFormat.Aiff, common.Format, Math.Min(chunkBytes, common.Frames * common.Format.BytesPerFrame));
    }
}
