using System.Threading.Channels;

namespace EmotionAI.Batching;

/// <summary>Lets calls wait in the order in which they came, and workers run in batches what has gathered.</summary>
/// <remarks>As many batches run at once as there are places; a call that finds nobody waiting and a place free takes it and runs at once, on the thread of its caller.</remarks>
#pragma warning disable CA1001 // The semaphore holds nothing while its wait handle is not asked for, and calls that end late still give their places back.
internal sealed class BatchQueue<TInput>
#pragma warning restore CA1001
{
    private readonly Action<IReadOnlyList<QueuedCall<TInput>>> _run;
    private readonly BatchingOptions _options;
    private readonly Channel<QueuedCall<TInput>> _calls;
    private readonly SemaphoreSlim _places;
    private readonly Thread[] _workers;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _working;
    private volatile bool _isClosed;

    /// <param name="options">The set-up, which nobody changes.</param>
    /// <param name="run">Runs a batch, and answers or fails every call of it; never throws.</param>
    public BatchQueue(BatchingOptions options, Action<IReadOnlyList<QueuedCall<TInput>>> run)
    {
        (_options, _run) = (options, run);

        // A worker is woken by the thread that writes, so that it waits for no thread of the pool, which callers may block.
        _calls = Channel.CreateBounded<QueuedCall<TInput>>(new BoundedChannelOptions(options.QueueLimit) { AllowSynchronousContinuations = true });
        _places = new SemaphoreSlim(options.Workers);
        _working = options.Workers;
        _workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new Thread(Work) { IsBackground = true, Name = "EmotionAI batches" })];
        foreach (var worker in _workers)
        {
            // No batch belongs to the trace of the call that made the queue.
            worker.UnsafeStart();
        }
    }

    /// <summary>Gets how many calls wait.</summary>
    public int Length => _calls.Reader.Count;

    /// <summary>Gets whether no more calls are taken.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Takes a place for a call that need not wait, to be given back with <see cref="GiveBack"/>.</summary>
    public bool TryTakePlace() => !_isClosed && _options.MaxQueueDelay == TimeSpan.Zero && Length == 0 && _places.Wait(0);

    /// <summary>Gives a place back.</summary>
    public void GiveBack() => _places.Release();

    /// <summary>Puts a call at the end of the queue.</summary>
    /// <returns>False where the queue is full or closed.</returns>
    public bool TryAdd(QueuedCall<TInput> call) => _calls.Writer.TryWrite(call);

    /// <summary>Puts a call at the end of the queue, once there is room.</summary>
    /// <exception cref="ChannelClosedException">The queue is closed.</exception>
    public ValueTask AddAsync(QueuedCall<TInput> call) => _calls.Writer.WriteAsync(call, call.Token);

    /// <summary>Takes no more calls.</summary>
    /// <returns>The end of the last batch.</returns>
    public Task Close()
    {
        _isClosed = true;
        _calls.Writer.TryComplete();
        return _drained.Task;
    }

    /// <summary>Takes all calls out that wait.</summary>
    public IEnumerable<QueuedCall<TInput>> Clear()
    {
        while (_calls.Reader.TryRead(out var call))
        {
            yield return call;
        }
    }

    private void Work()
    {
        var batch = new List<QueuedCall<TInput>>(_options.MaxBatchSize);
        while (WaitForCalls(Timeout.InfiniteTimeSpan))
        {
            _places.Wait();
            try
            {
                Gather(batch);
                _run(batch);
            }
            finally
            {
                _places.Release();
                batch.Clear();
            }
        }

        if (Interlocked.Decrement(ref _working) == 0)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>Takes what has gathered: all that a batch may hold or, where other workers have nothing to do, a fair share; and waits for more where the options say so.</summary>
    private void Gather(List<QueuedCall<TInput>> batch)
    {
        var idle = _places.CurrentCount;
        Take(batch, Math.Clamp((Length + idle) / (1 + idle), 1, _options.MaxBatchSize));
        while (batch.Count > 0 && batch.Count < _options.MaxBatchSize && _options.MaxQueueDelay - batch[0].Waited is { Ticks: > 0 } left && WaitForCalls(left))
        {
            Take(batch, _options.MaxBatchSize);
        }
    }

    private void Take(List<QueuedCall<TInput>> batch, int count)
    {
        while (batch.Count < count && _calls.Reader.TryRead(out var call))
        {
            if (call.IsAwaited)
            {
                batch.Add(call);
            }
        }
    }

    /// <returns>False at the end of the time, or where no call will come any more.</returns>
    private bool WaitForCalls(TimeSpan time)
    {
        var more = _calls.Reader.WaitToReadAsync();
        return more.IsCompletedSuccessfully ? more.Result : more.AsTask() is var waiting && waiting.Wait(time) && waiting.Result;
    }
}
