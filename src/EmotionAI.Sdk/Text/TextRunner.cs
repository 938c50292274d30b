using System.Buffers;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using EmotionAI.Diagnostics;
using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Text;

/// <summary>Runs a network on token ids: one text on all threads, many in batches of equal length, one thread a batch and as many batches at once as there are threads.</summary>
/// <remarks>Both kinds of session share the weights. The second one is opened when it is first worth it.</remarks>
internal sealed class TextRunner : IDisposable, IAsyncDisposable
{
    /// <summary>So many texts are sorted by length at once, and fewer where a model reads so much that their ids would take more room than this.</summary>
    private const int Portion = 1_024;
    private const int PortionIds = 1 << 20;

    private readonly ModelNetwork _network;
    private readonly SessionSettings _settings;
    private readonly EmotionClassifierMetadata? _metadata;
    private readonly int _outputs;
    private readonly int _batchSize;
    private readonly int _workers;
    private readonly OnnxSession _one;
    private readonly Lock _lock = new();
    private OnnxSession? _many;
    private bool _isDisposed;

    public TextRunner(ModelNetwork network, TextEmotionOptions options, EmotionClassifierMetadata metadata)
        : this(network, new SessionSettings(options.Threads, options.Precision, options.PrepackWeights), options.BatchSize, metadata.Labels.Count, metadata)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="settings">How it is to run.</param>
    /// <param name="batchSize">The largest number of texts of one run.</param>
    /// <param name="outputs">The number of outputs of a text.</param>
    /// <param name="metadata">The classifier whose runs are counted; null where it is none.</param>
    public TextRunner(ModelNetwork network, SessionSettings settings, int batchSize, int outputs, EmotionClassifierMetadata? metadata)
    {
        _network = network;
        _settings = settings;
        _metadata = metadata;
        _outputs = outputs;
        _batchSize = batchSize;
        _workers = settings.Threads ?? Environment.ProcessorCount;
        _one = network.Open(_settings);
    }

    /// <summary>Gives how many texts are to be handed over at once, where each has room for so many ids.</summary>
    public int PortionOf(int maxLength) => Math.Clamp(PortionIds / maxLength, _batchSize, Portion);

    /// <summary>Runs one text.</summary>
    /// <param name="ids">Its token ids.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public void Run(ReadOnlySpan<int> ids, Span<float> outputs, CancellationToken cancellationToken) => Run(_one, ids, (1, ids.Length), outputs, cancellationToken);

    /// <summary>Runs many texts.</summary>
    /// <param name="ids">The token ids, each text in a row of its own.</param>
    /// <param name="width">The room of a row.</param>
    /// <param name="lengths">The number of ids in each row.</param>
    /// <param name="outputs">Receives the outputs, text by text.</param>
    /// <param name="cancellationToken">Ends the runs early.</param>
    public void Run(int[] ids, int width, int[] lengths, float[] outputs, CancellationToken cancellationToken)
    {
        var order = new int[lengths.Length];
        var buckets = LengthBuckets.Plan(lengths, order, _batchSize).ToArray();
        if (_workers == 1 || buckets.Length < 2)
        {
            foreach (var bucket in buckets)
            {
                Run(_one, ids, width, order.AsSpan(bucket), lengths[order[bucket.Start]], outputs, cancellationToken);
            }

            return;
        }

        RunSideBySide(buckets, (session, bucket) => Run(session, ids, width, order.AsSpan(bucket), lengths[order[bucket.Start]], outputs, cancellationToken), cancellationToken);
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

    /// <summary>Runs batches at the same time, the longest first, so that no thread is left with much to do when the others are done.</summary>
    private void RunSideBySide(Range[] buckets, Action<OnnxSession, Range> run, CancellationToken cancellationToken)
    {
        var session = OpenMany();
        var next = buckets.Length;
        try
        {
            Parallel.For(0, buckets.Length, new ParallelOptions { MaxDegreeOfParallelism = _workers, CancellationToken = cancellationToken }, _ => run(session, buckets[Interlocked.Decrement(ref next)]));
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

    private void Run(OnnxSession session, int[] ids, int width, ReadOnlySpan<int> bucket, int length, float[] outputs, CancellationToken cancellationToken)
    {
        var size = _outputs;
        var batch = ArrayPool<int>.Shared.Rent(bucket.Length * length);
        var results = ArrayPool<float>.Shared.Rent(bucket.Length * size);
        try
        {
            for (var row = 0; row < bucket.Length; row++)
            {
                ids.AsSpan(bucket[row] * width, length).CopyTo(batch.AsSpan(row * length));
            }

            Run(session, batch.AsSpan(0, bucket.Length * length), (bucket.Length, length), results.AsSpan(0, bucket.Length * size), cancellationToken);
            for (var row = 0; row < bucket.Length; row++)
            {
                results.AsSpan(row * size, size).CopyTo(outputs.AsSpan(bucket[row] * size));
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(batch);
            ArrayPool<float>.Shared.Return(results);
        }
    }

    private void Run(OnnxSession session, ReadOnlySpan<int> ids, (int Batch, int Length) shape, Span<float> outputs, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        session.Run(ids, new TensorShape(shape.Batch, shape.Length), [], outputs, cancellationToken);
        if (_metadata is not null)
        {
            ClassifierTelemetry.ModelRan(_metadata, shape.Batch, start);
        }
    }
}
