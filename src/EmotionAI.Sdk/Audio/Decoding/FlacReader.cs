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
                throw source.Origin.Invalid(Invariant($"has a FLAC metadata block of the type {type} as its block {blocks}; the first must be STREAMINFO (0), no other may, and 127 is forbidden."), at);
            }

            if (info is null)
            {
                var block = source.Peek(FlacStreamInfo.Bytes);
                if (size != FlacStreamInfo.Bytes)
                {
                    throw source.Origin.Invalid(Invariant($"has a STREAMINFO of {size} bytes; {FlacStreamInfo.Bytes} are needed."), at);
                }

                if (block.Length < FlacStreamInfo.Bytes)
                {
                    throw source.Origin.Truncated(Invariant($"ends inside its STREAMINFO, after {block.Length} of its {FlacStreamInfo.Bytes} bytes."), at);
                }

                info = FlacStreamInfo.Parse(source.Origin, limits, block, at);
            }

            if (source.Skip(size) < size)
            {
                throw source.Origin.Truncated(Invariant($"ends inside a FLAC metadata block of {size} bytes."), at);
            }

            if (isLast)
            {
                return info.Value;
            }
        }
    }

    /// <summary>Decodes frames as far as <paramref name="extent"/> goes, and checks them against their checksums.</summary>
    public static DecodedAudio Decode(ref AudioSource source, EmotionLimits limits, in AudioExtent extent, ref SampleSink sink)
    {
        var info = ReadStreamInfo(ref source, limits);
        var longest = extent.Frames(info.SampleRate);
        sink.Begin(info.SampleRate, info.Channels);
        sink.Reserve(Math.Min(Math.Min(info.TotalFrames, longest) * info.Channels, 2 * (source.Remaining ?? 0)));
        var decoder = new FlacFrameDecoder(info);
        try
        {
            long frames = 0;
            var end = FlacStreamEnd.None;
            while (frames < longest && (end = FlacStreamEnds.Find(ref source, info, frames)) == FlacStreamEnd.None)
            {
                source.Cancellation.ThrowIfCancellationRequested();
                var read = TryDecode(ref decoder, ref source, info, limits, frames, ref sink);
                if (read == 0)
                {
                    return new DecodedAudio(info.SampleRate, info.Channels, IsIncomplete: true);
                }

                frames += read;
            }

            if (end == FlacStreamEnd.None)
            {
                sink.Cut(longest * info.Channels);
                return new DecodedAudio(info.SampleRate, info.Channels, IsIncomplete: false);
            }

            return Conclude(info, frames, decoder.CheckDigest(), end);
        }
        finally
        {
            decoder.Dispose();
        }
    }

    /// <summary>Decodes the next frame.</summary>
    /// <returns>The number of samples of each channel, 0 where the file ends inside the frame.</returns>
    private static int TryDecode(ref FlacFrameDecoder decoder, ref AudioSource source, in FlacStreamInfo info, EmotionLimits limits, long frames, ref SampleSink sink)
    {
        var at = source.Position;
        try
        {
            return decoder.Decode(ref source, limits, frames, ref sink);
        }
        catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FileTruncated)
        {
            source.Skip(1);
            return FlacStreamEnds.HasFrameBehind(ref source, info)
                ? throw source.Origin.Invalid("is damaged in a FLAC frame that runs into those behind it.", at)
                : 0;
        }
    }

    /// <summary>Compares the frames read with what STREAMINFO says of them; they are right, each by its checksum.</summary>
    private static DecodedAudio Conclude(in FlacStreamInfo info, long frames, bool? hasRightDigest, FlacStreamEnd end)
    {
        var isIncomplete = frames < info.TotalFrames && hasRightDigest != true;
        string? warning = null;
        if (info.TotalFrames != 0 && frames != info.TotalFrames && !isIncomplete)
        {
            warning = Invariant($"its STREAMINFO announces {info.TotalFrames} samples a channel, its frames hold {frames}");
        }

        if (hasRightDigest == false && !isIncomplete)
        {
            warning = Join(warning, "the MD5 of its STREAMINFO is not that of its samples, although the checksum of every frame is right");
        }

        if (end == FlacStreamEnd.Foreign)
        {
            warning = Join(warning, "bytes that are no FLAC frame follow the last one");
        }

        return new DecodedAudio(info.SampleRate, info.Channels, isIncomplete, warning);
    }

    private static string Join(string? before, string next) => before is null ? next : $"{before}; {next}";

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
