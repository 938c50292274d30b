namespace EmotionAI;

/// <summary>Recognises emotions in inputs of one kind: <see cref="string"/> for text, <see cref="AudioClip"/> for speech.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</remarks>
/// <example><code>
/// static int CountOf(string label, IEmotionClassifier&lt;string> classifier, IReadOnlyList&lt;string> texts) =>
///     classifier.ClassifyBatch(texts).Count(prediction => prediction.Labels.Any(accepted => accepted.Label == label));
/// </code></example>
/// <typeparam name="TInput">The kind of input.</typeparam>
public interface IEmotionClassifier<in TInput> : IEmotionClassifier
{
    /// <summary>Classifies one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The input cannot be read by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    EmotionPrediction Classify(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies many inputs; each prediction equals that of <see cref="Classify"/> within 1e-5.</summary>
    /// <param name="inputs">The inputs, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each input, in the order of the inputs.</returns>
    /// <exception cref="EmotionAIException">An input cannot be read by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<TInput> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Classifies one input on the thread pool.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The input cannot be read by the model.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    ValueTask<EmotionPrediction> ClassifyAsync(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default);
}
