using EmotionAI.Audio;
using EmotionAI.Bundles;

namespace EmotionAI.Jobs;

/// <summary>Takes items of every job from a queue, classifies them and keeps their results; as many workers as there are machines may do so at once.</summary>
/// <remarks>An item is taken out of the queue when its result is safe. Where a worker ends before, others have it at once, and alone: an item that ends one worker after the other gets an error as its result.</remarks>
public sealed class EmotionJobWorker
{
    private const int DefaultTexts = 64;
    private const int DefaultRecordings = 8;

    private readonly JobQueue _queue;
    private readonly ModelModality _modality;
    private readonly Func<IReadOnlyList<JobPayload>, JobLine[]> _classify;
    private readonly int _batchSize;
    private readonly TimeSpan _idleTimeout;
    private readonly int _maxDeaths;

    /// <summary>Creates a worker for jobs whose inputs are texts.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="classifier">The classifier, which stays the caller's.</param>
    /// <param name="options">The options, which are copied; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public EmotionJobWorker(JobQueue queue, IEmotionClassifier<string> classifier, JobWorkerOptions? options = null)
        : this(queue, ModelModality.Text, With(classifier, static (item, _) => item.Input), options, DefaultTexts)
    {
    }

    /// <summary>Creates a worker for jobs whose inputs are paths of recordings.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="classifier">The classifier, which stays the caller's; it decodes by its own options where there is an <see cref="AudioEmotionClassifier"/> behind it.</param>
    /// <param name="options">The options, which are copied; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public EmotionJobWorker(JobQueue queue, IEmotionClassifier<AudioClip> classifier, JobWorkerOptions? options = null)
        : this(queue, ModelModality.Audio, With(classifier, Decode), options, DefaultRecordings)
    {
    }

    private EmotionJobWorker(JobQueue queue, ModelModality modality, Func<IReadOnlyList<JobPayload>, JobLine[]> classify, JobWorkerOptions? options, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(queue);
        options ??= new JobWorkerOptions();
        options.Validate();
        (_queue, _modality, _classify) = (queue, modality, classify);
        (_batchSize, _idleTimeout, _maxDeaths) = (options.BatchSize ?? batchSize, options.IdleTimeout ?? Timeout.InfiniteTimeSpan, options.MaxDeaths);
    }

    /// <summary>Works until it is cancelled, or idle for as long as the options say. What is in hand then is finished first.</summary>
    /// <param name="progress">Is told how many items this worker has done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The number of items this worker has done.</returns>
    /// <exception cref="EmotionAIException">The broker or database stayed away longer than <see cref="JobQueueOptions.Patience"/>.</exception>
    public async Task<long> RunAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var done = 0L;
        while (await TakeAsync(cancellationToken).ConfigureAwait(false) is { } items)
        {
            var lines = await Task.Run(() => Classify(items), CancellationToken.None).ConfigureAwait(false);
            await _queue.PersistAsync(() => _queue.SaveAsync(lines, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            await AcknowledgeAsync(items).ConfigureAwait(false);
            done += items.Count;
            progress?.Report(done);
        }

        return done;
    }

    private static Func<IReadOnlyList<JobPayload>, JobLine[]> With<T>(IEmotionClassifier<T> classifier, Func<JobItem, IEmotionClassifier<T>, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return new JobClassification<T>(classifier, read).Classify;
    }

    private static AudioClip Decode(JobItem item, IEmotionClassifier<AudioClip> classifier) =>
        classifier.GetService<AudioEmotionClassifier>() is { } speech ? speech.Decode(item.Input) : AudioDecoder.Decode(item.Input);

    private async Task<IReadOnlyList<JobDelivery>?> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _queue.PersistAsync(() => TakeWhileIdleAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits for items. The time begins anew with each try: who waits for a broker that is away is not idle.</summary>
    private async Task<IReadOnlyList<JobDelivery>?> TakeWhileIdleAsync(CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(_idleTimeout);
        try
        {
            return await _queue.TakeAsync(_modality, _batchSize, idle.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested)
        {
            return null;
        }
    }

    private JobLine[] Classify(IReadOnlyList<JobDelivery> items)
    {
        JobPayload[] payloads = [.. items.Select(item => item.Deaths < _maxDeaths ? item.Payload : Deadly(item))];
        return _classify(payloads);
    }

    private static JobPayload Deadly(JobDelivery item)
    {
        var error = new EmotionAIException(EmotionErrorCodes.InferenceFailed, Invariant($"{item.Deaths} workers ended while they had this input; it is not given to another one."));
        return item.Payload with { Item = item.Payload.Item with { Error = error } };
    }

    /// <summary>The results are safe; what cannot be acknowledged comes again and changes nothing.</summary>
    private async Task AcknowledgeAsync(IReadOnlyList<JobDelivery> items)
    {
        try
        {
            await _queue.AcknowledgeAsync(items, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (_queue.IsFault(e))
        {
        }
    }
}
