using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Opus;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Ogg;

/// <summary>Decodes Opus in Ogg (RFC 7845): without what the encoder put before the sound, and as long as the last page says.</summary>
internal static class OggOpus
{
    /// <returns>Whether the stream was taken: its shape is that of the clip.</returns>
    public static bool Decode(OggStream stream, ClipBuilder clip, AudioOrigin origin)
    {
        var head = OpusHead.Read(stream.Packets.Count > 0 ? stream.Packets[0].Span : default, origin, stream.Offset);
        if (!clip.Begin(head.OutputRate, head.Channels))
        {
            return false;
        }

        using var opus = new OpusStream(head);
        var clock = new OggClock(canBeginEarly: false);
        var begin = clip.Frames;
        clip.Skip(head.Scale(head.PreSkip));
        var isBehindHeaders = false;
        while (!clip.IsFull && stream.MoveNext())
        {
            if (stream.HasGap)
            {
                clip.Damage(stream.Offset);
            }

            clip.Settle();
            var length = 0L;
            foreach (var packet in stream.Packets.Skip(isBehindHeaders ? 0 : 1))
            {
                length += opus.Decode(packet, clip, stream.Offset);
            }

            if (!isBehindHeaders)
            {
                isBehindHeaders = stream.Packets.Count > 0;
                continue;
            }

            if (clock.Take(length, stream.Granule, stream.IsLast).Length is { } total)
            {
                clip.Cut(begin + head.Scale(Math.Max(0, total - head.PreSkip)));
            }
        }

        return true;
    }
}
