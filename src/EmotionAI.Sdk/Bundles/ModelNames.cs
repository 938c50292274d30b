using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Settles the name of a model: <c>model_meta.json</c>, then <c>inference_config.json</c>, else its folder.</summary>
internal static class ModelNames
{
    private const string MetaFileName = "model_meta.json";

    public static string Resolve(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, BundleProblems problems)
    {
        foreach (var path in layout.SettingsFiles(MetaFileName))
        {
            if (problems.Try(path, () => (object)JsonFile.Read(path, limits)) is not JsonElement { ValueKind: JsonValueKind.Object } root)
            {
                continue;
            }

            foreach (var key in (string[])["model_id", "model_name", "name"])
            {
                if (root.TryGetProperty(key, out var value) && JsonFile.Text(value) is { Length: > 0 } name)
                {
                    return name;
                }
            }
        }

        return settings.ModelName?.Value ?? Path.GetFileName(layout.Directory);
    }
}
