using System.Collections;
using EmotionAI.Bundles;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.DependencyInjection;

/// <summary>Lists what a container serves after <c>AddEmotionAI()</c>: the text and the speech classifier whose model is there, and every one under a key.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// static void Show(ServedModels models)
/// {
///     foreach (var model in models)
///     {
///         Console.WriteLine($"{model.Name}: {model.Classifier.Metadata.ModelId}");
///     }
/// }
/// </code></example>
public sealed class ServedModels : IReadOnlyList<ServedModel>
{
    private readonly ServedModel[] _models;

    internal ServedModels(IServiceProvider services, ContainerClassifiers classifiers) => _models = [.. classifiers.Served().Select(served => new ServedModel(
        served.Modality,
        served.Key,
        () => served.Modality == ModelModality.Text
            ? services.GetRequiredKeyedService<IEmotionClassifier<string>>(served.Key)
            : services.GetRequiredKeyedService<IEmotionClassifier<AudioClip>>(served.Key)))];

    /// <inheritdoc/>
    public int Count => _models.Length;

    /// <inheritdoc/>
    public ServedModel this[int index] => _models[index];

    /// <inheritdoc/>
    public IEnumerator<ServedModel> GetEnumerator() => ((IEnumerable<ServedModel>)_models).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
