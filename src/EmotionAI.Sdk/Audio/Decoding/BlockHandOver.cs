using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace EmotionAI.Audio.Decoding;

/// <summary>Lets a decoder that hands blocks on be read by somebody who asks for them: it runs on a thread of its own, and waits while enough blocks are there.</summary>
/// <remarks>Decoding is far faster than what is done with its blocks, so that the thread waits most of the time: one of the pool would be missed.</remarks>
internal static class BlockHandOver
{
    private const int MostWaiting = 4;

    /// <param name="decode">Decodes, and hands each block on.</param>
    /// <param name="cancellationToken">Ends the decoding, as the end of the enumeration does.</param>
    /// <returns>The blocks, and what the decoding throws behind them. When the enumeration has ended, the decoding has too.</returns>
    public static async IAsyncEnumerable<AudioClip> RunAsync(Action<Action<AudioClip>, CancellationToken> decode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var blocks = Channel.CreateBounded<AudioClip>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var decoding = Task.Factory.StartNew(() => Decode(decode, blocks.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return block;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await decoding.ConfigureAwait(false);
        }
    }

    /// <summary>Decodes; what that throws reaches the reader behind the blocks.</summary>
    private static void Decode(Action<Action<AudioClip>, CancellationToken> decode, ChannelWriter<AudioClip> blocks, CancellationToken stop)
    {
        try
        {
            decode(block => Write(blocks, block, stop), stop);
            blocks.Complete();
        }
#pragma warning disable CA1031 // Nothing is swallowed: the reader gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            blocks.Complete(e);
        }
    }

    private static void Write(ChannelWriter<AudioClip> blocks, AudioClip block, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (!blocks.TryWrite(block))
        {
            blocks.WriteAsync(block, stop).AsTask().GetAwaiter().GetResult();
        }
    }
}
