using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Reading;
using EmotionAI.Audio.Vorbis;

namespace EmotionAI.Audio.Ogg;

/// <summary>Decodes Vorbis in Ogg: as long as the last page says.</summary>
internal static class OggVorbis
{
    private const int Headers = 3;

    /// <returns>Whether the stream was taken: its shape is that of the clip.</returns>
    public static bool Decode(OggStream stream, ClipBuilder clip, AudioOrigin origin)
    {
        var headers = new List<ReadOnlyMemory<byte>>(stream.Packets.Take(Headers));
        VorbisStream? vorbis = null;
        try
        {
            return Decode(stream, clip, origin, headers, ref vorbis);
        }
        finally
        {
            vorbis?.Dispose();
        }
    }

    private static bool Decode(OggStream stream, ClipBuilder clip, AudioOrigin origin, List<ReadOnlyMemory<byte>> headers, ref VorbisStream? vorbis)
    {
        var clock = new OggClock(canBeginEarly: true);
        var begin = clip.Frames;
        while (!clip.IsFull && stream.MoveNext())
        {
            if (stream.HasGap)
            {
                clip.Damage(stream.Offset);
            }

            clip.Settle();
            var length = 0L;
            foreach (var packet in stream.Packets)
            {
                if (headers.Count < Headers)
                {
                    headers.Add(packet);
                    continue;
                }

                if (vorbis is null && (vorbis = Begin(headers, clip, origin, stream.Offset)) is null)
                {
                    return false;
                }

                length += vorbis.Decode(packet, clip, stream.Offset);
            }

            var (skip, total) = vorbis is null ? default : clock.Take(length, stream.Granule, stream.IsLast);
            if (skip > 0)
            {
                clip.CutMiddle(begin, skip);
            }

            if (total is { } frames)
            {
                clip.Cut(begin + frames);
            }
        }

        return true;
    }

    private static VorbisStream? Begin(List<ReadOnlyMemory<byte>> headers, ClipBuilder clip, AudioOrigin origin, long offset)
    {
        var setup = VorbisSetup.Read(headers[0].Span, headers[2].Span, origin, offset, clip.Limits);
        return clip.Begin(setup.SampleRate, setup.Channels) ? new VorbisStream(setup, headers[0], headers[2]) : null;
    }
}
