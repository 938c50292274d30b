namespace EmotionAI.Audio.Decoding;

/// <summary>Reads interleaved samples block by block and converts them to float.</summary>
internal static class PcmReader
{
    /// <summary>Reads a megabyte at a time, so that a request to stop is seen.</summary>
    private const int BlockBytes = 1 << 20;

    /// <summary>Reads what is there, at most as far as <paramref name="extent"/> goes.</summary>
    /// <returns>Whether fewer samples are there than announced, as far as was read or the size of the file is known.</returns>
    public static bool Read(ref AudioSource source, in PcmHeader header, EmotionLimits limits, in AudioExtent extent, ref SampleSink sink)
    {
        var format = header.Format;
        var longest = extent.Frames(format.SampleRate);
        var isIncomplete = header.DataBytes > source.Remaining;
        if (header.PresentBytes(source.Remaining) is { } present)
        {
            var held = Math.Min(present / format.BytesPerFrame, longest);
            sink.CheckFrames(source.Origin, limits, held, format.SampleRate, format.Channels);
            sink.Reserve(held * format.Channels);
        }

        var left = header.DataBytes ?? long.MaxValue;
        left = longest < left / format.BytesPerFrame ? longest * format.BytesPerFrame : left;
        sink.Begin(format.SampleRate, format.Channels);
        long frames = 0;
        while (left >= format.BytesPerFrame)
        {
            source.Cancellation.ThrowIfCancellationRequested();
            var block = source.PeekBlock(format.BytesPerFrame, Math.Min(left, Math.Max(Math.Min(BlockBytes, (long)sink.Room * format.BytesPerSample), format.BytesPerFrame)));
            var blockFrames = block.Length / format.BytesPerFrame;
            if (blockFrames == 0)
            {
                return isIncomplete || header.DataBytes is not null;
            }

            frames += blockFrames;
            sink.CheckFrames(source.Origin, limits, frames, format.SampleRate, format.Channels);
            var bytes = block[..(blockFrames * format.BytesPerFrame)];
            SampleConverter.Convert(bytes, sink.Take(blockFrames * format.Channels), format.Encoding, format.IsBigEndian);
            source.Advance(bytes.Length);
            left -= bytes.Length;
        }

        return isIncomplete;
    }
}
