using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Checkpoints.HuggingFace;

/// <summary>Opens the weights of a Hugging Face folder: one file or shards, safetensors before torch files.</summary>
internal static class CheckpointFolder
{
    private static readonly (string Name, bool IsIndex, Action<string, EmotionLimits, StateDictionary> Open)[] Files =
    [
        ("model.safetensors", false, SafeTensorsFile.Open),
        ("model.safetensors.index.json", true, SafeTensorsFile.Open),
        ("pytorch_model.bin", false, TorchFile.Open),
        ("pytorch_model.bin.index.json", true, TorchFile.Open),
    ];

    public static bool HoldsWeights(string directory) => Array.Exists(Files, file => File.Exists(Path.Combine(directory, file.Name)));

    /// <summary>Opens the weights, under the names that the current transformers uses.</summary>
    /// <exception cref="EmotionAIException">There are none, or a file is refused.</exception>
    public static StateDictionary Open(string directory, EmotionLimits limits)
    {
        var found = Array.Find(Files, file => File.Exists(Path.Combine(directory, file.Name)));
        if (found.Name is null)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"There are no weights: neither {string.Join(" nor ", Files.Select(file => $"'{file.Name}'"))} is in the folder.", Path.Combine(directory, Files[0].Name));
        }

        using var stored = new StateDictionary();
        var path = Path.Combine(directory, found.Name);
        if (found.IsIndex)
        {
            OpenShards(path, directory, limits, found.Open, stored);
        }
        else
        {
            found.Open(path, limits, stored);
        }

        return stored.Renamed(TensorNames.Normalize, path);
    }

    private static void OpenShards(string indexPath, string directory, EmotionLimits limits, Action<string, EmotionLimits, StateDictionary> open, StateDictionary into)
    {
        var map = ReadWeightMap(indexPath, limits);
        foreach (var shard in map.Values.Distinct(StringComparer.Ordinal))
        {
            if (shard.Length == 0 || shard is "." or ".." || shard.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
            {
                throw new EmotionAIException(EmotionErrorCodes.PathOutside, $"'{Path.GetFileName(indexPath)}' names the shard '{shard}'; allowed: a file name in the same folder.", indexPath);
            }

            var path = Path.Combine(directory, shard);
            if (!File.Exists(path))
            {
                throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"The shard '{shard}', which '{Path.GetFileName(indexPath)}' names, is not in the folder.", path);
            }

            open(path, limits, into);
        }

        if (map.Keys.FirstOrDefault(name => !into.Contains(name)) is { } missing)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(indexPath)}' lists the tensor '{missing}', but no shard holds it.", indexPath);
        }
    }

    private static Dictionary<string, string> ReadWeightMap(string indexPath, EmotionLimits limits)
    {
        var root = JsonFile.Read(indexPath, limits);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("weight_map", out var weightMap) || weightMap.ValueKind != JsonValueKind.Object)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(indexPath)}' has no object 'weight_map'.", indexPath);
        }

        return weightMap.EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => JsonFile.Text(entry.Value) ?? throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(indexPath)}' names no file for '{entry.Name}'.", indexPath));
    }
}
