using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Ogg;

/// <summary>Decodes FLAC in Ogg: its packets in a row are a FLAC file, which the decoder that is built in reads.</summary>
internal static class OggFlac
{
    /// <summary>What the first packet has before the FLAC file: a mark, the version of the mapping and the number of headers.</summary>
    private const int PrefixBytes = 9;

    /// <returns>Whether the stream was taken: its shape is that of the clip.</returns>
    public static bool Decode(OggStream stream, ClipBuilder clip, CancellationToken cancellationToken)
    {
        using var file = new OggPacketStream(stream, PrefixBytes);
        var decoded = AudioDecoder.DecodeStart(file, clip.Duration ?? TimeSpan.MaxValue, clip.Limits, cancellationToken);
        if (!clip.Begin(decoded.SampleRate, decoded.Channels))
        {
            return false;
        }

        clip.Add(decoded.Samples.Span);
        clip.IsIncomplete |= decoded.IsIncomplete;
        foreach (var warning in decoded.Warnings)
        {
            clip.Warn(warning);
        }

        return true;
    }
}
