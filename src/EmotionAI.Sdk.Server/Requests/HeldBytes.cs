using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Requests;

/// <summary>Bounds what the bodies of all requests that are held at once take, so that many large ones do not fill the memory.</summary>
internal sealed class HeldBytes(IOptions<EmotionServerOptions> options)
{
    private readonly long _most = options.Value.MaxHeldBytes;
    private long _held;

    /// <summary>Takes room for bytes that have come.</summary>
    /// <exception cref="EmotionAIException">There is no room; none was taken.</exception>
    public void Take(int count)
    {
        if (Interlocked.Add(ref _held, count) > _most)
        {
            GiveBack(count);
            throw new EmotionAIException(EmotionErrorCodes.Overloaded, Invariant($"The bodies of the requests at work take {_most} bytes, the most that this server holds at once (EmotionServerOptions.MaxHeldBytes). Ask again."));
        }
    }

    public void GiveBack(long count) => Interlocked.Add(ref _held, -count);
}
