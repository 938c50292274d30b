using System.Runtime.CompilerServices;

namespace EmotionAI.Server.Live;

/// <summary>Bounds how long sound may be.</summary>
internal static class SoundLimit
{
    /// <exception cref="EmotionAIException">The sound goes on beyond what is allowed.</exception>
    public static async IAsyncEnumerable<AudioClip> Within(IAsyncEnumerable<AudioClip> blocks, TimeSpan most, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var frames = 0L;
        await foreach (var block in blocks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            frames += block.FrameCount;
            if (frames > most.TotalSeconds * block.SampleRate)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The sound is longer than {most.TotalSeconds} s, the most that this server hears at once (EmotionServerOptions.MaxAudioDuration)."));
            }

            yield return block;
        }
    }
}
