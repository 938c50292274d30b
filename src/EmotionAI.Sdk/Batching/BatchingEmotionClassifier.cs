using System.Threading.Channels;
using EmotionAI.Diagnostics;

namespace EmotionAI.Batching;

/// <summary>Classifies calls of many callers together: what came while the last batch ran is the next batch. A call that finds nothing running runs at once.</summary>
/// <remarks>
/// Safe for concurrent calls; meant to live as long as the application. Calls are served in the order in which they came, each with its own <see cref="ClassificationOptions"/>; one that cannot be read or is cancelled does no harm to the others.
/// A call that finds the queue full is refused with <see cref="EmotionErrorCodes.Overloaded"/> and never waits. Disposing it answers the calls that wait, and then disposes the classifier behind it.
/// </remarks>
/// <typeparam name="TInput">The kind of input.</typeparam>
/// <example><code>
/// await using var classifier = new BatchingEmotionClassifier&lt;string>(TextEmotionClassifier.LoadDefault(), new BatchingOptions { QueueLimit = 1_000 });
/// var predictions = await Task.WhenAll(texts.Select(async text => await classifier.ClassifyAsync(text)));
/// </code></example>
public sealed class BatchingEmotionClassifier<TInput> : IEmotionClassifier<TInput>
{
    private readonly IEmotionClassifier<TInput> _classifier;
    private readonly BatchingOptions _options;
    private readonly BatchQueue<TInput> _queue;

    /// <summary>Creates the classifier.</summary>
    /// <param name="classifier">The classifier that answers, which is disposed with this one.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public BatchingEmotionClassifier(IEmotionClassifier<TInput> classifier, BatchingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _options = options?.Copy() ?? new BatchingOptions();
        _options.Validate();
        _classifier = classifier;
        _queue = new BatchQueue<TInput>(_options, Run);
        QueueTelemetry.Opened(this, Metadata, () => QueueLength);
    }

    /// <summary>Gets the description of the model.</summary>
    public EmotionClassifierMetadata Metadata => _classifier.Metadata;

    /// <summary>Gets how long <see cref="Dispose"/> waits for answers.</summary>
    internal TimeSpan DisposeWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many inputs wait, from 0 to <see cref="BatchingOptions.QueueLimit"/>.</summary>
    public int QueueLength => _queue.Length;

    /// <summary>Classifies one input, at once or with those that wait; the calling thread waits for the answer.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The input cannot be read by the model; the queue is full (<see cref="EmotionErrorCodes.Overloaded"/>); the time of the call is over (<see cref="EmotionErrorCodes.DeadlineExceeded"/>).</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction Classify(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var deadline = Admit(options, cancellationToken);
        return _queue.TryTakePlace()
            ? RunAtOnce(1, deadline, token => _classifier.Classify(input, options, token))
            : AnswersOf(Add([input], options?.Clone(), deadline, mayWait: false), deadline)[0];
    }

    /// <summary>Classifies many inputs, in portions of <see cref="BatchingOptions.MaxBatchSize"/> that take turns with other calls. For long lists that nobody waits for, ask the classifier behind this one: <c>GetService&lt;TextEmotionClassifier>()</c>.</summary>
    /// <param name="inputs">The inputs, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each input, in the order of the inputs.</returns>
    /// <exception cref="EmotionAIException">An input cannot be read by the model; the queue has no room for the first portion (<see cref="EmotionErrorCodes.Overloaded"/>), later ones wait for it; the time of the call is over (<see cref="EmotionErrorCodes.DeadlineExceeded"/>).</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<TInput> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        }

        using var deadline = Admit(options, cancellationToken);
        options = options?.Clone();
        var predictions = new List<EmotionPrediction>(inputs.Count);
        foreach (var portion in inputs.Chunk(Math.Min(_options.MaxBatchSize, _options.QueueLimit)))
        {
            predictions.AddRange(_queue.TryTakePlace()
                ? RunAtOnce(portion.Length, deadline, token => _classifier.ClassifyBatch(portion, options, token))
                : AnswersOf(Add(portion, options, deadline, mayWait: predictions.Count > 0), deadline));
        }

        return predictions.AsReadOnly();
    }

    /// <summary>Classifies one input, at once or with those that wait; no thread waits for the answer.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The input cannot be read by the model; the queue is full (<see cref="EmotionErrorCodes.Overloaded"/>); the time of the call is over (<see cref="EmotionErrorCodes.DeadlineExceeded"/>).</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public async ValueTask<EmotionPrediction> ClassifyAsync(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var deadline = Admit(options, cancellationToken);
        if (!_queue.TryTakePlace())
        {
            using var activity = QueueTelemetry.Start(Metadata);
            var call = Add([input], options?.Clone(), deadline, mayWait: false)[0];
            using var left = deadline.Token.UnsafeRegister(static call => ((QueuedCall<TInput>)call!).Leave(), call);
            return await call.Answer.ConfigureAwait(false);
        }

        try
        {
            QueueTelemetry.RanAtOnce(Metadata, 1);
            return await _classifier.ClassifyAsync(input, options, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsExceeded)
        {
            throw Exceeded(deadline, 1);
        }
        finally
        {
            _queue.GiveBack();
        }
    }

    /// <summary>Gets this classifier, or what the one behind it has: its type, its <see cref="EmotionClassifierMetadata"/>, its tokenizer.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">A key that tells services of the same type apart; null for none.</param>
    /// <returns>The service; null where there is none.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _classifier.GetService(serviceType, serviceKey);
    }

    /// <summary>Answers the calls that wait, then disposes the classifier behind this one. What has no answer after 30 s ends with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (!_queue.Close().Wait(DisposeWait))
        {
            foreach (var call in _queue.Clear())
            {
                call.Fail(new ObjectDisposedException(GetType().FullName));
            }
        }

        QueueTelemetry.Closed(this);
        _classifier.Dispose();
    }

    /// <summary>Answers the calls that wait, then disposes the classifier behind this one.</summary>
    /// <returns>The end of it.</returns>
    public async ValueTask DisposeAsync()
    {
        await _queue.Close().ConfigureAwait(false);
        QueueTelemetry.Closed(this);
        await _classifier.DisposeAsync().ConfigureAwait(false);
    }
    /// <summary>Looks at what can be wrong before a call waits, and starts its time.</summary>
    private CallDeadline Admit(ClassificationOptions? options, CancellationToken cancellationToken)
    {
        options?.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_queue.IsClosed, this);
        return new CallDeadline(_options.Deadline, cancellationToken);
    }

    private T RunAtOnce<T>(int inputs, CallDeadline deadline, Func<CancellationToken, T> run)
    {
        try
        {
            QueueTelemetry.RanAtOnce(Metadata, inputs);
            return run(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsExceeded)
        {
            throw Exceeded(deadline, inputs);
        }
        finally
        {
            _queue.GiveBack();
        }
    }

    /// <summary>Puts inputs of one call into the queue: all of them or, where there is no room and the call may not wait for it, none.</summary>
    private QueuedCall<TInput>[] Add(TInput[] inputs, ClassificationOptions? options, CallDeadline deadline, bool mayWait)
    {
        QueuedCall<TInput>[] calls = [.. inputs.Select(input => new QueuedCall<TInput>(input, options, deadline, Metadata))];
        if (Array.TrueForAll(calls, call => _queue.TryAdd(call) || (mayWait && WaitToAdd(call))))
        {
            return calls;
        }

        Array.ForEach(calls, static call => call.Leave());
        ObjectDisposedException.ThrowIf(_queue.IsClosed, this);
        deadline.Caller.ThrowIfCancellationRequested();
        if (deadline.IsExceeded)
        {
            throw deadline.Exceeded();
        }

        QueueTelemetry.Refused(Metadata, EmotionErrorCodes.Overloaded, inputs.Length);
        throw new EmotionAIException(EmotionErrorCodes.Overloaded, Invariant($"{_queue.Length} inputs wait for '{Metadata.ModelId}'; at most {_options.QueueLimit} are allowed (QueueLimit). Ask again in a moment, or serve with more machines."));
    }

    /// <returns>False where the call ends or the queue is closed before there is room.</returns>
    private bool WaitToAdd(QueuedCall<TInput> call)
    {
        try
        {
            _queue.AddAsync(call).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            return false;
        }
    }

    private EmotionPrediction[] AnswersOf(QueuedCall<TInput>[] calls, CallDeadline deadline)
    {
        using var activity = QueueTelemetry.Start(Metadata);
        using var left = deadline.Token.UnsafeRegister(static calls => Array.ForEach((QueuedCall<TInput>[])calls!, static call => call.Leave()), calls);
        try
        {
            return [.. calls.Select(static call => call.Answer.GetAwaiter().GetResult())];
        }
        finally
        {
            // Where one failed nobody waits for the others.
            Array.ForEach(calls, static call => call.Leave());
        }
    }

    private EmotionAIException Exceeded(CallDeadline deadline, int inputs)
    {
        QueueTelemetry.Refused(Metadata, EmotionErrorCodes.DeadlineExceeded, inputs);
        return deadline.Exceeded();
    }

    private void Run(IReadOnlyList<QueuedCall<TInput>> batch)
    {
        QueueTelemetry.Taken(Metadata, batch.Select(static call => call.Waited));
        foreach (var rule in batch.GroupBy(static call => (call.Options?.TopK, call.Options?.Threshold, call.Options?.SpeechGate)))
        {
            Run([.. rule]);
        }
    }

    /// <summary>Runs calls of one decision rule together.</summary>
    private void Run(QueuedCall<TInput>[] calls)
    {
        var inputs = Array.ConvertAll(calls, static call => call.Input);
        var token = calls.Length == 1 ? calls[0].Token : CancellationToken.None;
        try
        {
            foreach (var (call, outcome) in calls.Zip(BatchFaults.Isolate(_classifier, inputs, calls[0].Options, token)))
            {
                if (outcome.Prediction is { } prediction)
                {
                    call.Succeed(prediction);
                }
                else
                {
                    call.Fail(outcome.Failure!.SourceException);
                }
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            calls[0].Leave();
        }
#pragma warning disable CA1031 // Whatever went wrong reaches those who wait, and the worker goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Array.ForEach(calls, call => call.Fail(e));
        }
    }
}
