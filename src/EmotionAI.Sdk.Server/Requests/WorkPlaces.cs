using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Requests;

/// <summary>Bounds the long work that goes on at once: live sound, recordings in segments, explanations. Each takes a place until it ends.</summary>
internal sealed class WorkPlaces(IOptions<EmotionServerOptions> options)
{
    private readonly int _most = options.Value.MaxStreams;
    private int _taken;

    /// <summary>Takes a place.</summary>
    /// <returns>What gives it back when disposed, once.</returns>
    /// <exception cref="EmotionAIException">All are taken.</exception>
    public IDisposable Take()
    {
        if (Interlocked.Increment(ref _taken) <= _most)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _taken);
        throw new EmotionAIException(EmotionErrorCodes.Overloaded, Invariant($"{_most} streams, recordings and explanations are at work, the most that this server allows at once (EmotionServerOptions.MaxStreams). Ask again."));
    }

    private sealed class Place(WorkPlaces places) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
            {
                Interlocked.Decrement(ref places._taken);
            }
        }
    }
}
