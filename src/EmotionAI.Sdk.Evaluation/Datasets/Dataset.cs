using System.Security.Cryptography;
using System.Text;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Holds the samples of a data set, and what was wrong with the others.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class Dataset
{
    internal Dataset(string path, bool isAudio, IReadOnlyList<DatasetSample> samples, IReadOnlyList<DatasetProblem> problems)
    {
        Path = path;
        IsAudio = isAudio;
        Samples = samples;
        Problems = problems;
    }

    /// <summary>Gets the file or folder that was read.</summary>
    public string Path { get; }

    /// <summary>Gets whether the inputs are audio files, and not texts.</summary>
    public bool IsAudio { get; }

    /// <summary>Gets the samples, in the order of the file or of the file names.</summary>
    public IReadOnlyList<DatasetSample> Samples { get; }

    /// <summary>Gets what was left out and why.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <summary>Computes what tells this data from any other: the same for the same samples, whatever their order and the format of the file.</summary>
    /// <returns>SHA-256 in hexadecimal.</returns>
    /// <exception cref="EmotionAIException">An audio file cannot be read.</exception>
    public string ComputeFingerprint()
    {
        var hashes = Samples.Select(HashOf).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
    }

    private string HashOf(DatasetSample sample)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', sample.Labels.Order(StringComparer.Ordinal)) + "\n"));
        hash.AppendData(IsAudio ? Artefacts.ArtefactFile.ReadBytes(sample.Input) : Encoding.UTF8.GetBytes(sample.Input));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
