using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;

namespace EmotionAI.Server.Models;

/// <summary>Finds the model that a request means: the one it names (<c>?model=NAME</c>); else the one without a key; else the only one of its kind.</summary>
internal static class ModelSelection
{
    /// <exception cref="EmotionAIException">There is no such model, or none is named where there are several.</exception>
    public static IEmotionClassifier<TInput> Find<TInput>(ServedModels models, string? name)
    {
        var modality = typeof(TInput) == typeof(string) ? ModelModality.Text : ModelModality.Audio;
        var candidates = models.Where(model => model.Modality == modality && (name is null || model.Name == name)).ToArray();
        var chosen = candidates.FirstOrDefault(model => model.Key is null) ?? (candidates.Length == 1 ? candidates[0] : null);
        return (IEmotionClassifier<TInput>)(chosen?.Classifier ?? throw Missing(models, modality, name));
    }

    /// <summary>Finds the model of a name, of either kind.</summary>
    /// <exception cref="EmotionAIException">There is no such model.</exception>
    public static ServedModel ByName(ServedModels models, string name) => models.FirstOrDefault(model => model.Name == name) ?? throw new EmotionAIException(
        EmotionErrorCodes.ModelNotFound,
        $"This server has no model of that name; there are {string.Join(", ", models.Select(model => model.Name))}.");

    private static EmotionAIException Missing(ServedModels models, ModelModality modality, string? name)
    {
        var kind = modality == ModelModality.Text ? "text" : "speech";
        var names = models.Where(model => model.Modality == modality).Select(model => model.Name).ToArray();
        return names.Length == 0 ? new EmotionAIException(EmotionErrorCodes.ModelNotFound, $"This server has no {kind} model.")
            : name is null ? new EmotionAIException(EmotionErrorCodes.InputInvalid, $"This server has several {kind} models: name one with '?model='; there are {string.Join(", ", names)}.")
            : new EmotionAIException(EmotionErrorCodes.ModelNotFound, $"This server has no {kind} model of that name; there are {string.Join(", ", names)}.");
    }
}
