namespace EmotionAI.Audio.Decoding;

/// <summary>Reads interleaved samples block by block and converts them to float.</summary>
internal static class PcmReader
{
    public static void Read(ref AudioSource source, in PcmHeader header, EmotionLimits limits, ref SampleSink sink)
    {
        var format = header.Format;
        if (header.PresentBytes(source.Remaining) is { } present)
        {
            AudioBounds.CheckFrames(source.Origin, limits, present / format.BytesPerFrame, format.SampleRate, format.Channels);
            sink.Reserve(present / format.BytesPerSample);
        }

        var left = header.DataBytes ?? long.MaxValue;
        long frames = 0;
        while (left >= format.BytesPerFrame)
        {
            var block = source.PeekBlock(format.BytesPerFrame, left);
            var blockFrames = block.Length / format.BytesPerFrame;
            if (blockFrames == 0)
            {
                break;
            }

            frames += blockFrames;
            AudioBounds.CheckFrames(source.Origin, limits, frames, format.SampleRate, format.Channels);
            var bytes = block[..(blockFrames * format.BytesPerFrame)];
            SampleConverter.Convert(bytes, sink.Take(blockFrames * format.Channels), format.Encoding, format.IsBigEndian);
            source.Advance(bytes.Length);
            left -= bytes.Length;
        }
    }
}
