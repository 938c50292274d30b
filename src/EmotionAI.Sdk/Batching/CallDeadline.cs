namespace EmotionAI.Batching;

/// <summary>Ends a call when its caller gives it up, or when its time is over.</summary>
internal readonly struct CallDeadline : IDisposable
{
    private readonly CancellationTokenSource? _source;
    private readonly TimeSpan _deadline;

    /// <param name="deadline">The time of the call, from now; null for no end.</param>
    /// <param name="caller">The token of the caller.</param>
    public CallDeadline(TimeSpan? deadline, CancellationToken caller)
    {
        (Caller, Token) = (caller, caller);
        if (deadline is { } time)
        {
            _deadline = time;
            _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            _source.CancelAfter(time);
            Token = _source.Token;
        }
    }

    /// <summary>Gets the token of the caller.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Gets the token that ends the call, for either reason.</summary>
    public CancellationToken Token { get; }

    /// <summary>Gets whether the time is over and the caller still waits.</summary>
    public bool IsExceeded => _source is { IsCancellationRequested: true } && !Caller.IsCancellationRequested;

    /// <summary>Gives what a call ends with for which <see cref="IsExceeded"/> holds.</summary>
    public EmotionAIException Exceeded() => new(EmotionErrorCodes.DeadlineExceeded, Invariant($"The call has no answer after {_deadline.TotalSeconds} s (Deadline). Ask again when less is to be done, allow more time, or serve with more machines."));

    public void Dispose() => _source?.Dispose();
}
