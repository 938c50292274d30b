using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace EmotionAI;

/// <summary>Adds to every classifier what can be made of its calls: long batches with progress, streams, and answers in the labels of a taxonomy.</summary>
public static class EmotionClassifierExtensions
{
    /// <summary>So many inputs of a batch are classified between two reports of progress.</summary>
    private const int Portion = 256;

    /// <summary>So many inputs of a stream are read ahead and classified at once, at most.</summary>
    private const int LookAhead = 64;

    /// <summary>Gets what is behind the classifier, through any wrapper; see <see cref="IEmotionClassifier.GetService"/>.</summary>
    /// <typeparam name="TService">The type asked for.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="serviceKey">A key that tells services of the same type apart; null for none.</param>
    /// <returns>The service; null where there is none.</returns>
    public static TService? GetService<TService>(this IEmotionClassifier classifier, object? serviceKey = null)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return (TService?)classifier.GetService(typeof(TService), serviceKey);
    }

    /// <summary>Makes a classifier that answers in the labels of a taxonomy, as <see cref="EmotionTaxonomy.Merge(EmotionPrediction, EmotionClassifierMetadata, ClassificationOptions?)"/> merges them.</summary>
    /// <typeparam name="TInput">The kind of input.</typeparam>
    /// <param name="classifier">The classifier, which is disposed with the result.</param>
    /// <param name="taxonomy">The taxonomy, such as <see cref="EmotionTaxonomy.Ekman"/>.</param>
    /// <returns>The classifier with merged labels.</returns>
    /// <exception cref="EmotionAIException">A label of the model is not known to the taxonomy, all are left out, or the model gives quantities and not labels.</exception>
    /// <example><code>
    /// using var sentiment = classifier.WithTaxonomy(EmotionTaxonomy.Sentiment);
    /// Console.WriteLine(sentiment.Classify("What a day.").Top.Label);
    /// </code></example>
    public static IEmotionClassifier<TInput> WithTaxonomy<TInput>(this IEmotionClassifier<TInput> classifier, EmotionTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(taxonomy);
        return new MergedClassifier<TInput>(classifier, taxonomy);
    }

    /// <summary>Classifies many inputs on the thread pool.</summary>
    /// <typeparam name="TInput">The kind of input.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="inputs">The inputs, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="progress">Is told how many inputs are done, from time to time and at the end; null for nobody.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each input, in the order of the inputs.</returns>
    /// <exception cref="EmotionAIException">An input cannot be read by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early; <see cref="ClassifyStreamAsync"/> keeps what was done.</exception>
    /// <example><code>
    /// var progress = new Progress&lt;int&gt;(done => Console.Error.WriteLine($"{done} of {texts.Count}"));
    /// var predictions = await classifier.ClassifyBatchAsync(texts, progress: progress, cancellationToken: stopping);
    /// </code></example>
    public static Task<IReadOnlyList<EmotionPrediction>> ClassifyBatchAsync<TInput>(this IEmotionClassifier<TInput> classifier, IReadOnlyList<TInput> inputs, ClassificationOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(inputs);
        return Task.Run(() => ClassifyInPortions(classifier, inputs, options, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Classifies inputs as they come, in order: what has arrived is classified together, at most 64 at once, and no more than that is read ahead.</summary>
    /// <remarks>What was done before the call was cancelled, the source failed or an input could not be read is handed out first; then the exception.</remarks>
    /// <typeparam name="TInput">The kind of input.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="inputs">The inputs; their number need not be known.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each input, in the order of the inputs.</returns>
    /// <exception cref="EmotionAIException">An input cannot be read by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    /// <example><code>
    /// await foreach (var prediction in classifier.ClassifyStreamAsync(File.ReadLinesAsync("texts.txt")))
    /// {
    ///     Console.WriteLine(prediction);
    /// }
    /// </code></example>
    public static IAsyncEnumerable<EmotionPrediction> ClassifyStreamAsync<TInput>(this IEmotionClassifier<TInput> classifier, IAsyncEnumerable<TInput> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(inputs);
        return ClassifyAsTheyCome(classifier, inputs, options, cancellationToken);
    }

    private static IReadOnlyList<EmotionPrediction> ClassifyInPortions<TInput>(IEmotionClassifier<TInput> classifier, IReadOnlyList<TInput> inputs, ClassificationOptions? options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (progress is null)
        {
            return classifier.ClassifyBatch(inputs, options, cancellationToken);
        }

        var predictions = new List<EmotionPrediction>(inputs.Count);
        foreach (var portion in inputs.Chunk(Portion))
        {
            predictions.AddRange(classifier.ClassifyBatch(portion, options, cancellationToken));
            progress.Report(predictions.Count);
        }

        return predictions.AsReadOnly();
    }

    private static async IAsyncEnumerable<EmotionPrediction> ClassifyAsTheyCome<TInput>(IEmotionClassifier<TInput> classifier, IAsyncEnumerable<TInput> inputs, ClassificationOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrived = Channel.CreateBounded<TInput>(new BoundedChannelOptions(LookAhead) { SingleReader = true, SingleWriter = true });
        var reading = ReadAheadAsync(inputs, arrived.Writer, ended.Token);
        try
        {
            while (await arrived.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var portion = new List<TInput>();
                while (portion.Count < LookAhead && arrived.Reader.TryRead(out var input))
                {
                    portion.Add(input);
                }

                var (done, failure) = await Task.Run(() => ClassifyPortion(classifier, [.. portion], options, cancellationToken), cancellationToken).ConfigureAwait(false);
                foreach (var prediction in done)
                {
                    yield return prediction;
                }

                failure?.Throw();
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    /// <summary>Hands inputs on until the source ends or fails; the channel tells which. Never fails itself.</summary>
    private static async Task ReadAheadAsync<TInput>(IAsyncEnumerable<TInput> inputs, ChannelWriter<TInput> arrived, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var input in inputs.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await arrived.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            }

            arrived.TryComplete();
        }
#pragma warning disable CA1031 // Whatever the source throws reaches the caller through the channel.
        catch (Exception e)
#pragma warning restore CA1031
        {
            arrived.TryComplete(e);
        }
    }

    /// <summary>Classifies inputs at once; where one of them fails those before it are kept.</summary>
    private static (IReadOnlyList<EmotionPrediction> Done, ExceptionDispatchInfo? Failure) ClassifyPortion<TInput>(IEmotionClassifier<TInput> classifier, TInput[] portion, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        var done = new List<EmotionPrediction>(portion.Length);
        foreach (var (prediction, failure) in BatchFaults.Isolate(classifier, portion, options, cancellationToken))
        {
            if (prediction is null)
            {
                return (done, failure);
            }

            done.Add(prediction);
        }

        return (done, null);
    }
}
