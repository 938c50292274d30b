using System.Diagnostics;
using System.Net.Sockets;
using EmotionAI.Orleans.Silos;
using EmotionAI.Orleans.Wire;

namespace EmotionAI.Orleans.Clients;

/// <summary>Has the silos of a cluster answer. A part of a batch that gets no answer is asked for again under the same id, until the deadline.</summary>
/// <param name="grains">Reaches the silos.</param>
/// <param name="options">The options, checked.</param>
/// <param name="batchSize">The largest number of inputs of a part.</param>
internal sealed class ClusterClassifier<TInput>(IGrainFactory grains, EmotionClientOptions options, int batchSize) : IEmotionClassifier<TInput>
{
    /// <summary>A key belongs to a gateway; with many keys calls are spread over all.</summary>
    private const long Keys = 256;

    /// <summary>So many samples of a clip cross the network at most; the parts of a batch stay below the bound of Orleans, 100 MB.</summary>
    private const int MostSamples = 1 << 22;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private EmotionClassifierMetadata? _metadata;
    private long _calls = Random.Shared.NextInt64(Keys);
    private volatile bool _disposed;

    public EmotionClassifierMetadata Metadata => _metadata ??= Wait(DescribeAsync);

    public EmotionPrediction Classify(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => ClassifyBatch([input], options, cancellationToken)[0];

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<TInput> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Check(inputs, options);
        return Wait(() => SpreadAsync(inputs, options, cancellationToken));
    }

    public async ValueTask<EmotionPrediction> ClassifyAsync(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        TInput[] inputs = [input];
        Check(inputs, options);
        return (await SpreadAsync(inputs, options, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Lets no new call start; the connection to the cluster is the host's.</summary>
    public void Dispose() => _disposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Tells what passes when a silo ends or the network has a gap.</summary>
    private static bool IsPassing(Exception e) =>
        e is OrleansException or TimeoutException or ObjectDisposedException or IOException or SocketException or Microsoft.AspNetCore.Connections.ConnectionAbortedException;

    /// <summary>Waits on the thread pool, so that a caller within a grain does not wait for itself.</summary>
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private void Check(IReadOnlyList<TInput> inputs, ClassificationOptions? options)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(inputs);
        options?.Validate();
        if (inputs.Any(input => input is null))
        {
            throw new ArgumentNullException(nameof(inputs));
        }

        if (inputs.OfType<AudioClip>().FirstOrDefault(clip => clip.Samples.Length > MostSamples) is { } clip)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip has {clip.Samples.Length} samples; at most {MostSamples} are sent to a cluster. Cut it to what the model reads (Metadata.MaxDuration), or decode it at that rate."));
        }
    }

    private async Task<IReadOnlyList<EmotionPrediction>> SpreadAsync(IReadOnlyList<TInput> inputs, ClassificationOptions? rule, CancellationToken cancellationToken)
    {
        var predictions = new EmotionPrediction[inputs.Count];
        var parts = Enumerable.Range(0, (inputs.Count + batchSize - 1) / batchSize);
        await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = cancellationToken }, async (part, token) =>
        {
            var first = part * batchSize;
            TInput[] some = [.. Enumerable.Range(first, Math.Min(batchSize, inputs.Count - first)).Select(i => inputs[i])];
            var request = Guid.NewGuid();
            var reply = await AskAsync(grain => grain.ClassifyAsync(request, some, rule), reply => reply.Fault, token).ConfigureAwait(false);
            reply.Predictions.CopyTo(predictions, first);
        }).ConfigureAwait(false);
        return predictions.AsReadOnly();
    }

    private async Task<EmotionClassifierMetadata> DescribeAsync() =>
        (await AskAsync(grain => grain.DescribeAsync(), reply => reply.Fault, CancellationToken.None).ConfigureAwait(false)).Metadata!;

    /// <summary>Asks a silo, and again where no answer came.</summary>
    /// <exception cref="EmotionAIException">The input or the model is at fault, or no silo answered before the deadline.</exception>
    private async Task<TReply> AskAsync<TReply>(Func<IEmotionGrain<TInput>, Task<TReply>> ask, Func<TReply, EmotionFault?> faultOf, CancellationToken cancellationToken)
    {
        var (begin, pause) = (Stopwatch.GetTimestamp(), ShortestPause);
        while (true)
        {
            // Each attempt has another key, and so perhaps another way.
            var key = Interlocked.Increment(ref _calls) % Keys;
            try
            {
                var reply = await ask(grains.GetGrain<IEmotionGrain<TInput>>(key)).WaitAsync(options.AttemptTimeout, cancellationToken).ConfigureAwait(false);
                return faultOf(reply) is { } fault ? throw fault.ToException() : reply;
            }
            catch (Exception e) when (IsPassing(e) && !_disposed)
            {
                if (Stopwatch.GetElapsedTime(begin) + pause > options.Deadline)
                {
                    throw new EmotionAIException(EmotionErrorCodes.ServiceUnavailable, Invariant($"No silo of the cluster '{options.ClusterId}' answered within {options.Deadline.TotalSeconds:0.#} s ({e.GetType().Name}). See whether silos of this name run, or allow more time (Deadline)."), innerException: e);
                }

                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
