using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Holds what the files of sentence-transformers say about the vectors of a model: <c>modules.json</c>, <c>1_Pooling/config.json</c>, <c>sentence_bert_config.json</c>.</summary>
internal sealed record SentenceSettings
{
    private const string ModulesName = "modules.json";
    private const string PoolingFolder = "1_Pooling";
    private const string TransformerName = "sentence_bert_config.json";
    private const string ModePrefix = "pooling_mode_";

    /// <summary>Gets what makes one vector; null where nothing is said.</summary>
    public TextPooling? Pooling { get; init; }

    /// <summary>Gets whether vectors are brought to the length 1; null where nothing is said.</summary>
    public bool? Normalize { get; init; }

    /// <summary>Gets the largest number of tokens; null where nothing is said.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Reads what there is of the files; what changes the vectors and is not supported is a problem.</summary>
    /// <param name="directory">The folder of the model.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="isPoolingGiven">Whether the caller says what makes one vector, so that the files do not matter.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static SentenceSettings Read(string directory, EmotionLimits limits, bool isPoolingGiven, BundleProblems problems)
    {
        var (hasModules, normalize, folder) = ReadModules(Path.Combine(directory, ModulesName), limits, problems);
        var poolingPath = Path.Combine(directory, folder, HuggingFaceConfig.FileName);
        return new SentenceSettings
        {
            Pooling = isPoolingGiven ? null : ReadPooling(poolingPath, limits, problems),
            Normalize = hasModules ? normalize : null,
            MaxLength = ReadMaxLength(Path.Combine(directory, TransformerName), limits, problems),
        };
    }

    private static (bool HasModules, bool Normalize, string PoolingFolder) ReadModules(string path, EmotionLimits limits, BundleProblems problems)
    {
        if (Find(path, limits, JsonValueKind.Array, problems) is not { } modules)
        {
            return (false, false, PoolingFolder);
        }

        var (normalize, folder) = (false, PoolingFolder);
        foreach (var module in modules.EnumerateArray())
        {
            var type = module.ValueKind == JsonValueKind.Object && module.TryGetProperty("type", out var given) ? JsonFile.Text(given) ?? "" : "";
            var place = module.ValueKind == JsonValueKind.Object && module.TryGetProperty("path", out given) ? JsonFile.Text(given) ?? "" : "";
            switch (type.Split('.')[^1])
            {
                case "Transformer" when place.Length == 0:
                    break;
                case "Pooling" when IsPlain(place):
                    folder = place;
                    break;
                case "Normalize":
                    normalize = true;
                    break;
                default:
                    problems.Error(BundleProblemCodes.ValueInvalid, path, "type", $"'{type}'{(place.Length == 0 ? "" : $" in '{place}'")}", "Transformer in the folder itself, Pooling in a folder of it, Normalize");
                    break;
            }
        }

        return (true, normalize, folder);
    }

    /// <summary>Tells whether a path is the name of a folder, which cannot lead out of the one it is in.</summary>
    private static bool IsPlain(string name) => name.Length > 0 && name[0] != '.' && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');

    private static TextPooling? ReadPooling(string path, EmotionLimits limits, BundleProblems problems)
    {
        if (Find(path, limits, JsonValueKind.Object, problems) is not { } root)
        {
            return null;
        }

        var modes = root.TryGetProperty("pooling_mode", out var mode)
            ? [JsonFile.Text(mode) ?? JsonFile.Describe(mode)]
            : root.EnumerateObject().Where(item => item.Name.StartsWith(ModePrefix, StringComparison.Ordinal) && item.Value.ValueKind == JsonValueKind.True).Select(item => item.Name[ModePrefix.Length..]).ToArray();
        switch (modes)
        {
            case ["mean_tokens" or "mean"]:
                return TextPooling.Mean;
            case ["cls_token" or "cls"]:
                return TextPooling.FirstToken;
            default:
                problems.Error(BundleProblemCodes.ValueInvalid, path, "pooling_mode", modes.Length == 0 ? "nothing" : string.Join(" and ", modes), "mean_tokens or cls_token, one of them; or set Pooling of the options");
                return null;
        }
    }

    private static int? ReadMaxLength(string path, EmotionLimits limits, BundleProblems problems)
    {
        const string key = "max_seq_length";
        if (Find(path, limits, JsonValueKind.Object, problems) is not { } root)
        {
            return null;
        }

        if (root.TryGetProperty("do_lower_case", out var lower) && lower.ValueKind == JsonValueKind.True)
        {
            problems.Warning(BundleProblemCodes.KeyUnknown, path, "do_lower_case", "true", "nothing: the tokenizer's own files say whether letters are made small");
        }

        if (!root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var length) && length >= 2)
        {
            return length;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, path, key, JsonFile.Describe(value), "a whole number from 2");
        return null;
    }

    private static JsonElement? Find(string path, EmotionLimits limits, JsonValueKind kind, BundleProblems problems)
    {
        if (!File.Exists(path) || problems.Try(path, () => (object)JsonFile.Read(path, limits)) is not JsonElement root)
        {
            return null;
        }

        if (root.ValueKind == kind)
        {
            return root;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, path, "", JsonFile.Describe(root), kind == JsonValueKind.Array ? "a list" : "an object");
        return null;
    }
}
