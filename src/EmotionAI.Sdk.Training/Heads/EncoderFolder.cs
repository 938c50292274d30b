using System.Security.Cryptography;
using EmotionAI.Bundles;

namespace EmotionAI.Training.Heads;

/// <summary>Finds the folder of an encoder.</summary>
internal static class EncoderFolder
{
    private static readonly string[] Weights = [".safetensors", ".bin", ".onnx", ".onnx_data", ".data", ".ckpt"];

    /// <summary>Gives the folder that is asked for, or that of the package that is referenced.</summary>
    /// <exception cref="EmotionAIException">There is none.</exception>
    public static string Find(string? directory, ModelModality modality) =>
        ModelResolver.Default.Resolve(modality, directory, useMocks: false).Directory!;

    /// <summary>Tells the weights of a folder from any others.</summary>
    public static string Fingerprint(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(directory).Where(file => Weights.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Gives the name of the new model.</summary>
    public static string NameOf(HeadOptions options, string directory) => options.ModelName ?? $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)))}-head";
}
