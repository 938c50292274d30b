namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of an AIFF or AIFF-C file.</summary>
internal static class AiffReader
{
    private const string SamplesChunk = "SSND";
    private const uint CommonName = 0x434F4D4D;
    private const uint SamplesName = 0x53534E44;
    private const int SamplesHeaderBytes = 8;
    private const uint FirstStreamingSize = 0x7FFF_0000;

    /// <summary>Reads up to the first sample. Samples before the chunk that describes them are returned to.</summary>
    public static PcmHeader ReadHeader(ref AudioSource source, EmotionLimits limits)
    {
        var isCompressed = source.Peek(12).EndsWith("AIFC"u8);
        source.Advance(12);

        AiffCommonChunk? common = null;
        ChunkHeader chunk = default;
        ChunkHeader? samples = null;
        for (var chunks = 1; ; chunks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, chunks, source.Position);
            chunk = ChunkReader.ReadHeader(ref source, isBigEndian: true, samples is null ? SamplesChunk : "COMM", chunk);
            switch (chunk.Name)
            {
                case SamplesName when common is not null:
                    return ReadSamplesHeader(ref source, chunk.Size, common.Value);
                case SamplesName when !source.CanRewind:
                    throw source.Origin.Unsupported("has its chunk 'SSND' before its chunk 'COMM'; this is read from files, not from pipes.", chunk.At);
                case SamplesName:
                    samples ??= chunk;
                    break;
                case CommonName:
                    common = AiffCommonChunk.Parse(source.Origin, limits, source.Peek((int)Math.Min(chunk.Size, AiffCommonChunk.LongestBytes)), isCompressed, chunk.At);
                    break;
            }

            if (common is not null && samples is { } before)
            {
                source.MoveTo(before.At + ChunkReader.HeaderBytes);
                return ReadSamplesHeader(ref source, before.Size, common.Value);
            }

            ChunkReader.Skip(ref source, chunk, samples is null ? SamplesChunk : "COMM");
        }
    }

    private static PcmHeader ReadSamplesHeader(ref AudioSource source, uint size, AiffCommonChunk common)
    {
        var header = source.Peek(SamplesHeaderBytes);
        if (header.Length < SamplesHeaderBytes || size is > 0 and < SamplesHeaderBytes)
        {
            throw source.Origin.Truncated(Invariant($"has a chunk 'SSND' of {Math.Min(size, header.Length)} bytes; at least {SamplesHeaderBytes} are needed."), source.Position);
        }

        var offset = ChunkReader.UInt32(header, isBigEndian: true);
        var hasBlocks = ChunkReader.UInt32(header[4..], isBigEndian: true) != 0;
        source.Advance(SamplesHeaderBytes);
        var isOpen = size <= SamplesHeaderBytes || (size >= FirstStreamingSize && !(size - SamplesHeaderBytes <= source.Remaining));
        if (isOpen ? offset > FirstStreamingSize : offset > size - SamplesHeaderBytes)
        {
            throw source.Origin.Invalid($"starts its samples {offset} bytes into a chunk 'SSND' of {size} bytes.", source.Position - SamplesHeaderBytes);
        }

        source.Skip(offset);
        return isOpen
            ? new PcmHeader(AudioFileFormat.Aiff, common.Format, OpenBytes(ref source, common))
            : Describe(size - SamplesHeaderBytes - (long)offset, common, hasBlocks);
    }

    /// <summary>Takes the size of the samples from that of their chunk; the number of frames says more only where blocks may be padded.</summary>
    private static PcmHeader Describe(long chunkBytes, AiffCommonChunk common, bool hasBlocks)
    {
        var announced = common.Frames * common.Format.BytesPerFrame;
        if (hasBlocks && common.Frames > 0)
        {
            return new PcmHeader(AudioFileFormat.Aiff, common.Format, Math.Min(chunkBytes, announced));
        }

        return new PcmHeader(AudioFileFormat.Aiff, common.Format, chunkBytes)
        {
            Warning = Math.Abs(chunkBytes - announced) < Math.Max(common.Format.BytesPerFrame, 2)
                ? null
                : Invariant($"its chunk 'COMM' announces {common.Frames} frames, its chunk 'SSND' has {chunkBytes / common.Format.BytesPerFrame}, which were taken"),
        };
    }

    /// <summary>Gets the size where a writer to a pipe left it open: what the number of frames says, or null for the rest of the file.</summary>
    private static long? OpenBytes(ref AudioSource source, AiffCommonChunk common)
    {
        if (common.Frames is > 0 and < uint.MaxValue)
        {
            return common.Frames * common.Format.BytesPerFrame;
        }

        return ChunkReader.IsChunk(ref source, isBigEndian: true) ? 0 : ChunkTail.SampleBytes(ref source, isBigEndian: true);
    }
}
