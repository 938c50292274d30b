namespace EmotionAI.Inference;

/// <summary>Counts the runs in flight on a native object, so that it is freed by the last one out and never under a running call.</summary>
internal sealed class SessionLifetime(Action release)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;
    private bool _closed;

    /// <summary>Gets a task that ends when the native object is freed.</summary>
    public Task Released => _released.Task;

    /// <summary>Starts a run.</summary>
    /// <returns>False once closed.</returns>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _runs++;
            return true;
        }
    }

    /// <summary>Ends a run; the last one after closing frees the object.</summary>
    public void Exit()
    {
        bool last;
        lock (_lock)
        {
            last = --_runs == 0 && _closed;
        }

        if (last)
        {
            Release();
        }
    }

    /// <summary>Lets no new run start, and frees the object now or at the end of the last run.</summary>
    public void Close()
    {
        bool idle;
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            idle = _runs == 0;
        }

        if (idle)
        {
            Release();
        }
    }

    private void Release()
    {
        try
        {
            release();
        }
        finally
        {
            _released.TrySetResult();
        }
    }
}
