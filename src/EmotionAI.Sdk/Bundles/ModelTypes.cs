using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Finds the architecture that <c>model_type</c> names.</summary>
internal static class ModelTypes
{
    public const string Key = "model_type";

    /// <summary>Finds it in a list.</summary>
    /// <returns>The architecture; null where it is not supported, and a problem was added.</returns>
    public static T? Find<T>(IReadOnlyList<T> architectures, HuggingFaceConfig config, BundleProblems problems)
        where T : class, IArchitecture
    {
        var modelType = config.Text(Key);
        if (architectures.Find(modelType) is { } architecture)
        {
            return architecture;
        }

        problems.Error(
            BundleProblemCodes.ModelTypeUnsupported,
            config.Path,
            Key,
            modelType is null ? "nothing" : $"'{modelType}'",
            $"{string.Join(", ", Architectures.Text.ModelTypes())} for text; {string.Join(", ", Architectures.Audio.ModelTypes())} for speech; any other as model.onnx in place of its weights, for speech with preprocessor_config.json of a WhisperFeatureExtractor; speech as a SpeechBrain folder");
        return null;
    }
}
