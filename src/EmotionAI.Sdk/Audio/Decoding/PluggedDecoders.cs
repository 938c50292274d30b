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
        var able = Find(decoders, ref stream, limits);
        if (able.Count == 0)
        {
            return null;
        }

        var source = stream;
        (source as HeldStream)?.Fill(cancellationToken);
        AudioClip? clip = null;
        Ask(able, source, decoder => clip = decoder.Decode(source, duration, limits, cancellationToken), () => true);
        return clip;
    }

    /// <summary>Decodes block by block. A stream that cannot seek is held until the first block is there: up to then another decoder may be asked.</summary>
    /// <returns>Whether a decoder knew the format.</returns>
    public static bool TryDecodeBlocks(IEnumerable<IAudioDecoder> decoders, ref Stream stream, EmotionLimits limits, Action<AudioClip> accept, CancellationToken cancellationToken)
    {
        var able = Find(decoders, ref stream, limits);
        if (able.Count == 0)
        {
            return false;
        }

        var source = stream;
        var held = source as HeldStream;
        var hasBegun = false;
        void Accept(AudioClip block)
        {
            if (!hasBegun)
            {
                hasBegun = true;
                held?.Release();
            }

            accept(block);
        }

        held?.Forward();
        Ask(able, source, decoder => decoder.DecodeBlocks(source, limits, Accept, cancellationToken), () => !hasBegun);
        return true;
    }

    /// <summary>Finds the decoders that know a recording by its first bytes.</summary>
    private static List<IAudioDecoder> Find(IEnumerable<IAudioDecoder> decoders, ref Stream stream, EmotionLimits limits)
    {
        if (!decoders.Any())
        {
            return [];
        }

        var held = stream.CanSeek ? null : new HeldStream(stream, limits);
        stream = held ?? stream;
        var origin = stream.Position;
        var start = AudioStart.Read(stream, limits);
        stream.Position = origin;
        var able = decoders.Where(decoder => decoder.CanDecode(start)).ToList();
        if (able.Count == 0)
        {
            held?.Release();
        }

        return able;
    }

    /// <summary>Asks one decoder after the other, as long as they say that they do not support what they found and the recording can be read again.</summary>
    private static void Ask(List<IAudioDecoder> decoders, Stream stream, Action<IAudioDecoder> decode, Func<bool> canRetry)
    {
        var origin = stream.Position;
        ExceptionDispatchInfo? refusal = null;
        foreach (var decoder in decoders)
        {
            try
            {
                decode(decoder);
                return;
            }
            catch (EmotionAIException e) when (e.Code == EmotionErrorCodes.FormatUnsupported && canRetry())
            {
                refusal ??= ExceptionDispatchInfo.Capture(e);
                stream.Position = origin;
            }
        }

        refusal!.Throw();
    }
}
