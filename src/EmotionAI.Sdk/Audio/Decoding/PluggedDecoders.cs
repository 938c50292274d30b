using System.Runtime.ExceptionServices;

namespace EmotionAI.Audio.Decoding;

/// <summary>Asks the decoders that an application plugged in.</summary>
internal static class PluggedDecoders
{
    /// <summary>A little more than a window is used: the resampler reaches beyond it, and that there is more is to be seen.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromSeconds(1);

    /// <param name="decoders">The decoders.</param>
    /// <param name="stream">The recording, from where it stands. One that cannot seek is held in memory where a decoder knows it, and replaced by one that gives the same bytes where none does.</param>
    /// <param name="duration">How much is used; null for all.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip; null where no decoder knows the format.</returns>
    public static AudioClip? TryDecode(IEnumerable<IAudioDecoder> decoders, ref Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
    {
        if (!decoders.Any())
        {
            return null;
        }

        var held = stream.CanSeek ? null : new HeldStream(stream, limits);
        var source = held ?? stream;
        var origin = source.Position;
        var start = AudioStart.Read(source, limits);
        source.Position = origin;
        var able = decoders.Where(decoder => decoder.CanDecode(start)).ToList();
        if (able.Count == 0)
        {
            held?.Release();
            stream = source;
            return null;
        }

        held?.Fill(cancellationToken);
        return Decode(able, source, duration, limits, cancellationToken);
    }

    /// <summary>Asks one decoder after the other, as long as they say that they do not support what they found.</summary>
    private static AudioClip Decode(List<IAudioDecoder> decoders, Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
    {
        var origin = stream.Position;
        ExceptionDispatchInfo? refusal = null;
        foreach (var decoder in decoders)
        {
            try
            {
                return decoder.Decode(stream, duration, limits, cancellationToken);
            }
            catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FormatUnsupported)
            {
                refusal ??= ExceptionDispatchInfo.Capture(e);
                stream.Position = origin;
            }
        }

        refusal!.Throw();
        throw refusal.SourceException;
    }
}
