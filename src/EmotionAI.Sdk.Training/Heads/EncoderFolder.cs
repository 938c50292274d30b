using EmotionAI.Bundles;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Training.Heads;

/// <summary>Finds the folder of an encoder.</summary>
internal static class EncoderFolder
{
    /// <summary>Gives the folder that is asked for, or that of the package that is referenced.</summary>
    /// <exception cref="EmotionAIException">There is none.</exception>
    public static string Find(string? directory, ModelModality modality) =>
        ModelResolver.Default.Resolve(modality, directory, useMocks: false).Directory!;

    /// <summary>Gives the name of the new model.</summary>
    public static string NameOf(HeadOptions options, string directory) => options.ModelName ?? $"{NameOf(directory)}-head";

    /// <summary>Gets the name of an encoder: what its <c>model_meta.json</c> says, else that of its folder.</summary>
    public static string NameOf(string directory)
    {
        var meta = Path.Combine(directory, ModelMeta.FileName);
        return (File.Exists(meta) ? ModelMeta.Read(meta).ModelName : null) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
    }
}
