namespace EmotionAI.Audio.Decoding;

/// <summary>Decodes FLAC (RFC 9639): the metadata, then frame after frame.</summary>
internal static class FlacReader
{
    private const int MarkerBytes = 4;
    private const int BlockHeaderBytes = 4;
    private const int StreamInfoType = 0;
    private const int ForbiddenType = 127;

    /// <summary>Reads the metadata up to the first frame.</summary>
    public static FlacStreamInfo ReadStreamInfo(ref AudioSource source, EmotionLimits limits)
    {
        source.Advance(MarkerBytes);
        FlacStreamInfo? info = null;
        for (var blocks = 1; ; blocks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, blocks, source.Position);
            var at = source.Position;
            var (type, size, isLast) = ReadBlockHeader(ref source);
            if (type == ForbiddenType || (type == StreamInfoType) != info is null)
            {
                throw source.Origin.Invalid($"has a FLAC metadata block of the type {type} as its block {blocks}; the first must be STREAMINFO (0), no other may, and 127 is forbidden.", at);
            }

            if (info is null)
            {
                var block = source.Peek(FlacStreamInfo.Bytes);
                if (size != FlacStreamInfo.Bytes || block.Length < FlacStreamInfo.Bytes)
                {
                    throw source.Origin.Invalid($"has a STREAMINFO of {Math.Min(size, block.Length)} bytes; {FlacStreamInfo.Bytes} are needed.", at);
                }

                info = FlacStreamInfo.Parse(source.Origin, limits, block, at);
            }

            if (source.Skip(size) < size)
            {
                throw source.Origin.Truncated($"ends inside a FLAC metadata block of {size} bytes.", at);
            }

            if (isLast)
            {
                return info.Value;
            }
        }
    }

    /// <summary>Decodes all frames, and checks them against the lengths and checksums of the file.</summary>
    public static FlacStreamInfo Decode(ref AudioSource source, EmotionLimits limits, ref SampleSink sink)
    {
        var info = ReadStreamInfo(ref source, limits);
        sink.Reserve(Math.Min(info.TotalFrames * info.Channels, 2 * (source.Remaining ?? 0)));
        var decoder = new FlacFrameDecoder(info);
        try
        {
            long frames = 0;
            while (HasFrame(ref source, info, frames))
            {
                frames += decoder.Decode(ref source, limits, frames, ref sink);
            }

            if (info.TotalFrames != 0 && frames != info.TotalFrames)
            {
                throw source.Origin.Invalid($"has FLAC frames with {frames} samples a channel; its STREAMINFO says {info.TotalFrames}.", source.Position);
            }

            decoder.CheckDigest(source.Origin);
            return info;
        }
        finally
        {
            decoder.Dispose();
        }
    }

    /// <summary>Tells whether a frame must follow. Where the number of samples is unknown, the end of the file or an ID3v1 tag ends them.</summary>
    private static bool HasFrame(ref AudioSource source, in FlacStreamInfo info, long frames)
    {
        if (info.TotalFrames != 0)
        {
            return frames < info.TotalFrames && source.Peek(1).IsEmpty
                ? throw source.Origin.Truncated($"ends after {frames} of {info.TotalFrames} samples a channel.", source.Position)
                : frames < info.TotalFrames;
        }

        var next = source.Peek(3);
        return !next.IsEmpty && !next.SequenceEqual("TAG"u8);
    }

    private static (int Type, int Size, bool IsLast) ReadBlockHeader(ref AudioSource source)
    {
        var header = source.Peek(BlockHeaderBytes);
        if (header.Length < BlockHeaderBytes)
        {
            throw source.Origin.Truncated("ends inside its FLAC metadata.", source.Position);
        }

        var word = ChunkReader.UInt32(header, isBigEndian: true);
        source.Advance(BlockHeaderBytes);
        return ((int)(word >> 24) & 127, (int)(word & 0xFF_FFFF), word >> 31 != 0);
    }
}
