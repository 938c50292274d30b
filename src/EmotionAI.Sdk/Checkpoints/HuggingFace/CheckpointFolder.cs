using EmotionAI.Bundles;
using EmotionAI.Checkpoints.SafeTensors;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Checkpoints.HuggingFace;

/// <summary>Opens the weights of a Hugging Face folder, whole or in shards; safetensors wins over torch files.</summary>
internal static class CheckpointFolder
{
    private const string SafeTensorsName = "model.safetensors";
    private const string TorchName = "pytorch_model.bin";
    private const string IndexSuffix = ".index.json";

    private static readonly string[] Candidates = [SafeTensorsName, SafeTensorsName + IndexSuffix, TorchName, TorchName + IndexSuffix];

    /// <summary>Finds the file that <see cref="Open"/> reads first; null where the folder holds no weights.</summary>
    public static string? Find(string directory)
    {
        foreach (var candidate in Candidates)
        {
            var info = new FileInfo(Path.Combine(directory, candidate));
            if (info.Exists || info.LinkTarget is not null)
            {
                return info.ToString();
            }
        }

        return null;
    }

    /// <summary>Opens the weights of a folder; names are normalised by <see cref="TensorNames"/>.</summary>
    /// <param name="directory">The folder; links of the hub cache are followed.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="EmotionAIException">There are none, or they are broken; the message names the file.</exception>
    public static StateDictionary Open(string directory, EmotionLimits limits)
    {
        if (!Directory.Exists(directory))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{directory}' is not a folder that exists.", directory);
        }

        var path = Find(directory)
            ?? throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{directory}' holds no weights: neither '{SafeTensorsName}' nor '{TorchName}' is there, nor an index of their shards; {FolderSurvey.DescribeFiles(directory)}.", Path.Combine(directory, SafeTensorsName));
        var tensors = new StateDictionary();
        try
        {
            if (path.EndsWith(IndexSuffix, StringComparison.Ordinal))
            {
                OpenShards(path, directory, limits, tensors);
            }
            else
            {
                OpenWhole(path, limits, tensors);
            }

            return tensors;
        }
        catch
        {
            tensors.Dispose();
            throw;
        }
    }

    private static MappedFile OpenWhole(string path, EmotionLimits limits, StateDictionary into) => IsSafeTensors(path)
        ? SafeTensorsFile.Open(path, limits, into, TensorNames.Normalize)
        : TorchFile.Open(path, limits, into, TensorNames.Normalize);

    private static bool IsSafeTensors(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static void OpenShards(string indexPath, string directory, EmotionLimits limits, StateDictionary into)
    {
        var index = ShardIndex.Read(indexPath, limits);
        foreach (var shard in index.Shards)
        {
            var path = Path.Combine(directory, shard);
            if (!File.Exists(path))
            {
                throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' is named by '{Path.GetFileName(indexPath)}' but does not exist.", path);
            }
        }

        var shardOf = new Dictionary<MappedFile, string>();
        foreach (var shard in index.Shards)
        {
            shardOf.Add(OpenWhole(Path.Combine(directory, shard), limits, into), shard);
        }

        CheckComplete(indexPath, index, shardOf, into);
    }

    private static void CheckComplete(string indexPath, ShardIndex index, Dictionary<MappedFile, string> shardOf, StateDictionary into)
    {
        foreach (var tensor in into.Tensors)
        {
            var shard = shardOf[tensor.File];
            if (!index.ShardOf.TryGetValue(tensor.Name, out var listed) || listed != shard)
            {
                var where = listed is null ? "does not list" : $"places in '{listed}'";
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{indexPath}' {where} tensor {OpenedFile.Quote(tensor.Name)}, which is in '{shard}'.", indexPath);
            }
        }

        foreach (var (name, shard) in index.ShardOf)
        {
            if (!into.Contains(name))
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{indexPath}' places tensor {OpenedFile.Quote(name)} in '{shard}', which does not hold it.", indexPath);
            }
        }
    }
}
