using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Formats;

/// <summary>Tells the weights of a model folder from any others.</summary>
internal static class WeightsFingerprint
{
    private static readonly string[] Endings = [".safetensors", ".bin", ".onnx", ".onnx_data", ".data", ".ckpt", ".pt", ".pth"];

    /// <param name="model">The folder of the weights.</param>
    /// <returns>The SHA-256 of the one file of weights; of several, that of their names and SHA-256s.</returns>
    public static string Compute(string model)
    {
        string[] files = [.. FolderFiles.Enumerate(model).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        string[] hashes = [.. files.Select(HashOf)];
        return hashes.Length == 1
            ? hashes[0]
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Zip(hashes, (file, hash) => $"{Path.GetRelativePath(model, file).Replace('\\', '/')} {hash}")))));
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
