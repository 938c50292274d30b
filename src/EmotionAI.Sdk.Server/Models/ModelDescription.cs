using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;

namespace EmotionAI.Server.Models;

/// <summary>Describes a model to those who may ask it.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Modality">What it reads: <c>text</c> or <c>audio</c>.</param>
/// <param name="ModelId">The name of the model itself.</param>
/// <param name="Labels">The labels in index order.</param>
/// <param name="ProblemType">How the scores relate to each other.</param>
internal sealed record ModelDescription(string Name, string Modality, string ModelId, IReadOnlyList<string> Labels, string ProblemType)
{
    public static ModelDescription Of(ServedModel model)
    {
        var metadata = model.Classifier.Metadata;
        return new ModelDescription(model.Name, model.Modality == ModelModality.Text ? "text" : "audio", metadata.ModelId, [.. metadata.Labels], metadata.ProblemType.ToString());
    }
}
