namespace EmotionAI;

/// <summary>Recognises emotions; the part that does not depend on the kind of input.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</remarks>
public interface IEmotionClassifier : IDisposable, IAsyncDisposable
{
    /// <summary>Gets the description of the model.</summary>
    EmotionClassifierMetadata Metadata { get; }
}
