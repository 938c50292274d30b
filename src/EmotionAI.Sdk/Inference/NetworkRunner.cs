using System.Buffers;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using EmotionAI.Diagnostics;
using EmotionAI.Models;

namespace EmotionAI.Inference;

/// <summary>Runs a network: one input on all threads, many in batches of one length, one thread a batch and as many batches at once as there are threads.</summary>
/// <remarks>Both kinds of session share the weights. The second one is opened when it is first worth it.</remarks>
internal sealed class NetworkRunner : IDisposable, IAsyncDisposable
{
    private readonly ModelNetwork _network;
    private readonly SessionSettings _settings;
    private readonly EmotionClassifierMetadata? _metadata;
    private readonly int _outputs;
    private readonly int _workers;
    private readonly OnnxSession _one;
    private readonly Lock _lock = new();
    private OnnxSession? _many;
    private bool _isDisposed;

    /// <param name="network">The network.</param>
    /// <param name="settings">How it is to run.</param>
    /// <param name="outputs">The number of outputs of an input.</param>
    /// <param name="metadata">The classifier whose runs are counted; null where it is none.</param>
    public NetworkRunner(ModelNetwork network, SessionSettings settings, int outputs, EmotionClassifierMetadata? metadata)
    {
        _network = network;
        _settings = settings;
        _metadata = metadata;
        _outputs = outputs;
        _workers = settings.Threads ?? Environment.ProcessorCount;
        _one = network.Open(_settings);
    }

    /// <summary>Gets how many threads must have work of their own for batches to run side by side; with fewer all of them work on one, which is faster then.</summary>
    private int FewestWorkers => Math.Max(2, (_workers + 1) / 2);

    /// <summary>Runs one input.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public void Run<T>(ReadOnlySpan<T> values, TensorShape shape, Span<float> outputs, CancellationToken cancellationToken)
        where T : unmanaged => Run(_one, values, shape, outputs, cancellationToken);

    /// <summary>Runs many inputs.</summary>
    /// <param name="rows">The inputs.</param>
    /// <param name="outputs">Receives the outputs, input by input.</param>
    /// <param name="cancellationToken">Ends the runs early.</param>
    public void Run<T>(InputRows<T> rows, float[] outputs, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var order = new int[rows.Lengths.Length];
        var buckets = LengthBuckets.Plan(rows.Lengths, order, rows.LargestOf).ToArray();
        var together = Array.FindAll(buckets, bucket => WorkersOf(rows, order.AsSpan(bucket)) >= FewestWorkers);
        if (_workers == 1 || together.Length < 2)
        {
            together = [];
        }

        foreach (var bucket in buckets.Except(together))
        {
            Run(_one, rows, order.AsSpan(bucket), outputs, cancellationToken);
        }

        if (together.Length > 0)
        {
            RunSideBySide(together, together.Min(bucket => WorkersOf(rows, order.AsSpan(bucket))), (session, bucket) => Run(session, rows, order.AsSpan(bucket), outputs, cancellationToken), cancellationToken);
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        Close()?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync().ConfigureAwait(false);
        if (Close() is { } many)
        {
            await many.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives how many batches of the size of one may be in work at the same time.</summary>
    private int WorkersOf<T>(InputRows<T> rows, ReadOnlySpan<int> bucket)
        where T : unmanaged => (int)Math.Min(_workers, rows.AtOnce / Math.Max(1, (long)rows.Lengths[bucket[0]] * bucket.Length));

    /// <summary>Runs batches at the same time, the longest first, so that no thread is left with much to do when the others are done.</summary>
    private void RunSideBySide(Range[] buckets, int workers, Action<OnnxSession, Range> run, CancellationToken cancellationToken)
    {
        var session = OpenMany();
        var next = buckets.Length;
        try
        {
            Parallel.For(0, buckets.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, _ => run(session, buckets[Interlocked.Decrement(ref next)]));
        }
        catch (AggregateException e)
        {
            // What went wrong in one batch is told as if it had run alone.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private OnnxSession OpenMany()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _many ??= _network.Open(_settings with { Threads = 1 });
        }
    }

    /// <summary>Lets no second session be opened any more.</summary>
    /// <returns>The one that is open; null where there is none.</returns>
    private OnnxSession? Close()
    {
        lock (_lock)
        {
            _isDisposed = true;
            return _many;
        }
    }

    private void Run<T>(OnnxSession session, InputRows<T> rows, ReadOnlySpan<int> bucket, float[] outputs, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var shape = rows.ShapeOf(bucket[0], bucket.Length);
        if (bucket.Length == 1)
        {
            Run(session, rows.ValuesOf(bucket[0]).Span, shape, outputs.AsSpan(bucket[0] * _outputs, _outputs), cancellationToken);
            return;
        }

        var (length, size) = (rows.Lengths[bucket[0]], _outputs);
        var batch = ArrayPool<T>.Shared.Rent(bucket.Length * length);
        var results = ArrayPool<float>.Shared.Rent(bucket.Length * size);
        try
        {
            for (var row = 0; row < bucket.Length; row++)
            {
                rows.ValuesOf(bucket[row]).Span.CopyTo(batch.AsSpan(row * length));
            }

            Run(session, batch.AsSpan(0, bucket.Length * length), shape, results.AsSpan(0, bucket.Length * size), cancellationToken);
            for (var row = 0; row < bucket.Length; row++)
            {
                results.AsSpan(row * size, size).CopyTo(outputs.AsSpan(bucket[row] * size));
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(batch);
            ArrayPool<float>.Shared.Return(results);
        }
    }

    private void Run<T>(OnnxSession session, ReadOnlySpan<T> values, TensorShape shape, Span<float> outputs, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var start = Stopwatch.GetTimestamp();
        session.Run(values, shape, [], outputs, cancellationToken);
        if (_metadata is not null)
        {
            ClassifierTelemetry.ModelRan(_metadata, shape.Batch, start);
        }
    }
}
