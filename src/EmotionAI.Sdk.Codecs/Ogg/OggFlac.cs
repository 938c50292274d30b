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
        var isTaken = true;
        AudioDecoder.DecodeBlocks(file, block => isTaken = isTaken && TryAdd(block, file, clip), clip.Limits, cancellationToken);
        return isTaken;
    }

    private static bool TryAdd(AudioClip block, OggPacketStream file, ClipBuilder clip)
    {
        if (!clip.Begin(block.SampleRate, block.Channels))
        {
            file.End();
            return false;
        }

        clip.Add(block.Samples.Span);
        clip.Settle();
        if (clip.IsFull)
        {
            file.End();
            return true;
        }

        clip.IsIncomplete |= block.IsIncomplete;
        foreach (var warning in block.Warnings)
        {
            clip.Warn(warning);
        }

        return true;
    }
}
