namespace EmotionAI;

/// <summary>Recognises emotions; the part that does not depend on the kind of input.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</remarks>
public interface IEmotionClassifier : IDisposable, IAsyncDisposable
{
    /// <summary>Gets the description of the model.</summary>
    EmotionClassifierMetadata Metadata { get; }

    /// <summary>Gets what is behind the classifier, through any wrapper: the classifier of a type, its <see cref="EmotionClassifierMetadata"/>, its tokenizer.</summary>
    /// <remarks>A wrapper answers for itself and passes on what else is asked for. Without an own implementation, a classifier gives itself and its metadata.</remarks>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">A key that tells services of the same type apart; null for none.</param>
    /// <returns>The service; null where there is none.</returns>
    object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType.IsInstanceOfType(this) ? this : serviceType == typeof(EmotionClassifierMetadata) ? Metadata : null;
    }
}
