using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Holds the samples of a data set, and what was wrong with the others.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class Dataset
{
    private readonly Lazy<string[]> _hashes;
    private readonly Lazy<string> _fingerprint;

    internal Dataset(string path, bool isAudio, IReadOnlyList<DatasetSample> samples, IReadOnlyList<DatasetProblem> problems)
    {
        Path = path;
        IsAudio = isAudio;
        Samples = Frozen.Copy(samples);
        Problems = Frozen.Copy(problems);
        _hashes = new Lazy<string[]>(() => [.. Samples.Select(HashOf)]);
        _fingerprint = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', _hashes.Value.Order(StringComparer.Ordinal))))));
    }

    /// <summary>Gets the file or folder that was read.</summary>
    public string Path { get; }

    /// <summary>Gets whether the inputs are audio files, and not texts.</summary>
    public bool IsAudio { get; }

    /// <summary>Gets the samples, in the order of the file or of the file names.</summary>
    public IReadOnlyList<DatasetSample> Samples { get; }

    /// <summary>Gets what was left out and why.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <summary>Gets what tells this data from any other: the same for the same samples, whatever their order and the format of the file. It is computed when first asked for.</summary>
    /// <value>A SHA-256 in hexadecimal.</value>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Gets the SHA-256 of each sample, labels included, in hexadecimal.</summary>
    internal IReadOnlyList<string> SampleFingerprints => _hashes.Value;

    private string HashOf(DatasetSample sample)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', sample.Labels.Order(StringComparer.Ordinal)) + "\n"));
        hash.AppendData(IsAudio ? HashOfFile(sample.Input) : Encoding.UTF8.GetBytes(sample.Input));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hashes what a file holds; where it cannot be read, which its sample will tell, its name.</summary>
    private static byte[] HashOfFile(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return SHA256.HashData(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Encoding.UTF8.GetBytes(System.IO.Path.GetFileName(path));
        }
    }
}
