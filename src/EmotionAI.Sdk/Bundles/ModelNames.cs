using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Reads what <c>model_meta.json</c> says of a model: its name, else taken from <c>inference_config.json</c> or the folder, and its languages.</summary>
/// <param name="Name">The name.</param>
/// <param name="Languages">The languages of its texts, as ISO 639 codes; empty where nothing is said.</param>
internal sealed record ModelNames(string Name, IReadOnlyList<string> Languages)
{
    private const string MetaFileName = "model_meta.json";
    private const string LanguagesKey = "languages";
    private const int LongestCode = 35;

    private static readonly string[] NameKeys = ["model_id", "model_name", "name"];

    public static ModelNames Resolve(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, BundleProblems problems)
    {
        string? name = null;
        IReadOnlyList<string>? languages = null;
        foreach (var path in layout.SettingsFiles(MetaFileName))
        {
            if (problems.Try(path, () => (object)JsonFile.Read(path, limits)) is JsonElement { ValueKind: JsonValueKind.Object } root)
            {
                name ??= FindName(root);
                languages ??= FindLanguages(root, path, problems);
            }
        }

        return new ModelNames(name ?? settings.ModelName?.Value ?? Path.GetFileName(layout.Directory), languages ?? []);
    }

    private static string? FindName(JsonElement root)
    {
        foreach (var key in NameKeys)
        {
            if (root.TryGetProperty(key, out var value) && JsonFile.Text(value) is { Length: > 0 } name)
            {
                return name;
            }
        }

        return null;
    }

    private static List<string>? FindLanguages(JsonElement root, string path, BundleProblems problems)
    {
        if (!root.TryGetProperty(LanguagesKey, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        List<string?> codes = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(JsonFile.Text)] : [JsonFile.Text(value)];
        if (codes.TrueForAll(code => code is { Length: > 0 and <= LongestCode }))
        {
            return codes!;
        }

        problems.Warning(BundleProblemCodes.ValueInvalid, path, LanguagesKey, JsonFile.Describe(value), "a list of language codes, such as [\"en\"]; it is left out");
        return null;
    }
}
