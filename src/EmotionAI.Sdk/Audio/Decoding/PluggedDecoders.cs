namespace EmotionAI.Audio.Decoding;

/// <summary>Asks the decoders that an application plugged in.</summary>
internal static class PluggedDecoders
{
    private const int StartBytes = 4_096;

    /// <summary>A little more than the window is used: the resampler reaches beyond it, and that there is more is to be seen.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(1);

    /// <returns>The clip; null where no decoder knows the format.</returns>
    public static AudioClip? TryDecode(IList<IAudioDecoder> decoders, string path, TimeSpan? window, EmotionLimits limits, CancellationToken cancellationToken)
    {
        if (decoders.Count == 0)
        {
            return null;
        }

        using var stream = AudioFile.Open(path);
        return TryDecode(decoders, stream, window, limits, cancellationToken);
    }

    /// <returns>The clip; null where no decoder knows the format, or the stream cannot be read twice.</returns>
    public static AudioClip? TryDecode(IList<IAudioDecoder> decoders, Stream stream, TimeSpan? window, EmotionLimits limits, CancellationToken cancellationToken)
    {
        if (decoders.Count == 0 || !stream.CanSeek)
        {
            return null;
        }

        var origin = stream.Position;
        var start = new byte[StartBytes];
        var length = stream.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        stream.Position = origin;
        foreach (var decoder in decoders)
        {
            if (decoder.CanDecode(start.AsSpan(0, length)))
            {
                return decoder.Decode(stream, window + Reach, limits, cancellationToken);
            }
        }

        return null;
    }
}
