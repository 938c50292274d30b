using EmotionAI.Bundles;

namespace EmotionAI.DependencyInjection;

/// <summary>One classifier that a container serves.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class ServedModel
{
    private readonly Func<IEmotionClassifier> _classifier;

    internal ServedModel(ModelModality modality, string? key, Func<IEmotionClassifier> classifier)
    {
        (Modality, Key, _classifier) = (modality, key, classifier);
        Name = key ?? ModelResolver.NameOf(modality);
    }

    /// <summary>Gets the name by which it is asked for: its key; <c>text</c> or <c>audio</c> for the classifier without a key.</summary>
    public string Name { get; }

    /// <summary>Gets what it reads.</summary>
    public ModelModality Modality { get; }

    /// <summary>Gets the key under which the container has it; null for the classifier without one.</summary>
    public string? Key { get; }

    /// <summary>Gets the classifier, which is loaded when it is first asked for: an <see cref="IEmotionClassifier{TInput}"/> of <see cref="string"/> or <see cref="AudioClip"/>.</summary>
    /// <exception cref="EmotionAIException">The model cannot be loaded.</exception>
    public IEmotionClassifier Classifier => _classifier();
}
