namespace EmotionAI.Audio.Decoding;

/// <summary>Tells where the frames of a FLAC file end: at the end of the file, or before tags, padding and other bytes that were put behind.</summary>
internal static class FlacStreamEnds
{
    /// <summary>Looks at what comes next.</summary>
    /// <returns>How the frames end here, or <see cref="FlacStreamEnd.None"/> where a frame must follow.</returns>
    public static FlacStreamEnd Find(ref AudioSource source, in FlacStreamInfo info, long frames)
    {
        var next = source.Peek(FlacFrameHeader.LongestBytes);
        if (next.IsEmpty)
        {
            return FlacStreamEnd.Clean;
        }

        if (info.TotalFrames != 0 && frames >= info.TotalFrames)
        {
            return FlacFrameHeader.Begins(info, next) ? FlacStreamEnd.None : FlacStreamEnd.Clean;
        }

        if (FlacFrameHeader.HasSync(next))
        {
            return FlacStreamEnd.None;
        }

        if (IsTag(next))
        {
            return FlacStreamEnd.Clean;
        }

        var at = source.Position;
        var start = ChunkName.ShowBytes(next);
        source.SkipZeros();
        var behind = source.Peek(FlacFrameHeader.LongestBytes);
        if (behind.IsEmpty || IsTag(behind))
        {
            return FlacStreamEnd.Clean;
        }

        return frames > 0 && info.TotalFrames == 0 && !HasFrameBehind(ref source, info)
            ? FlacStreamEnd.Foreign
            : throw source.Origin.Invalid($"has the bytes {start} where a FLAC frame must begin with FF F8 or FF F9.", at);
    }

    /// <summary>Searches the rest of the file for the header of a frame, and consumes what is before.</summary>
    public static bool HasFrameBehind(ref AudioSource source, in FlacStreamInfo info)
    {
        while (true)
        {
            source.Cancellation.ThrowIfCancellationRequested();
            var block = source.PeekBlock(FlacFrameHeader.LongestBytes, long.MaxValue);
            var at = block.IndexOf((byte)0xFF);
            if (at < 0)
            {
                if (block.IsEmpty)
                {
                    return false;
                }

                source.Advance(block.Length);
                continue;
            }

            source.Advance(at);
            if (FlacFrameHeader.Begins(info, source.Peek(FlacFrameHeader.LongestBytes)))
            {
                return true;
            }

            source.Advance(1);
        }
    }

    private static bool IsTag(ReadOnlySpan<byte> next) => next.StartsWith("TAG"u8) || next.StartsWith("APETAGEX"u8) || next.StartsWith("ID3"u8) || next.StartsWith("LYRICSBEGIN"u8);
}
