using System.Security.Cryptography;
using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Holds the samples of a data set, and what was wrong with the others.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
/// <example><code>
/// var data = Dataset.ReadText("test.tsv", new DatasetOptions { LabelNamesPath = "labels.txt" });
/// Console.WriteLine($"{data.Samples.Count} samples, {data.Problems.Count} with faults");
/// </code></example>
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

    /// <summary>Reads texts with their labels from TSV, CSV or JSON lines.</summary>
    /// <param name="path">The <c>.tsv</c>, <c>.csv</c>, <c>.jsonl</c> or <c>.ndjson</c> file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The samples, and the lines that could not be read.</returns>
    /// <remarks>
    /// <para>A TSV file without a header is read as GoEmotions writes it: text, label ids, anything; in TSV quotes are part of the text. In CSV fields may be quoted (RFC 4180); <see cref="DatasetOptions.Quoting"/> says otherwise.</para>
    /// <para>Labels are names or ids, several of them separated by <c>,</c>, <c>;</c> or <c>|</c> or as a list of JSON, Python, numpy or Hugging Face; ids need names (<see cref="DatasetOptions.LabelNamesPath"/>). A file with one column of 0 and 1 for each label is read too.</para>
    /// </remarks>
    /// <exception cref="EmotionAIException">The file or one of its columns is missing, ids have no names, or there is no sample; in strict mode, any fault.</exception>
    public static Dataset ReadText(string path, DatasetOptions? options = null) => TextDataset.Read(path, options);

    /// <summary>Lists audio files with their labels: from a table, or from the file names of RAVDESS and EmoDB.</summary>
    /// <param name="path">The table, whose paths are relative to its own folder; or a folder of clips with at most one table in it.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The samples, and what could not be read. The files are not opened; one that a table names and that is not there is a fault of its line.</returns>
    /// <exception cref="EmotionAIException">The path is missing, nothing says the labels, or there is no sample; in strict mode, any fault.</exception>
    public static Dataset ReadAudio(string path, DatasetOptions? options = null) => AudioDataset.Read(path, options);

    /// <summary>Reads the test speakers of a fold, for <see cref="DatasetOptions.Speakers"/>, so that no model is measured on a voice that it learned from.</summary>
    /// <param name="path">The <c>.csv</c>, <c>.tsv</c> or <c>.jsonl</c> file with the columns <c>fold</c> and <c>speaker</c>, one row a test speaker.</param>
    /// <param name="fold">The name of the fold.</param>
    /// <returns>The speakers.</returns>
    /// <exception cref="EmotionAIException">The file is missing or malformed, a speaker is in two folds, or there is no such fold.</exception>
    public static IReadOnlyList<string> ReadTestSpeakers(string path, string fold) => SpeakerFolds.Read(path).TestSpeakers(fold);

    /// <summary>Gets what tells each sample, labels included, from any other: a SHA-256 in hexadecimal. It is computed when first asked for.</summary>
    public IReadOnlyList<string> SampleFingerprints => _hashes.Value.AsReadOnly();

    /// <summary>Gets the names by which the column of the text is found, where none is named.</summary>
    public static IReadOnlyList<string> TextColumnNames { get; } = InputNames.Text.AsReadOnly();

    /// <summary>Gets the names by which the column of the audio path is found, where none is named.</summary>
    public static IReadOnlyList<string> AudioColumnNames { get; } = InputNames.Audio.AsReadOnly();

    private string HashOf(DatasetSample sample)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', sample.Labels.Order(StringComparer.Ordinal)) + "\n"));
        if (sample.Dimensions.Count > 0)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', sample.Dimensions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Invariant($"{pair.Key}={pair.Value:R}"))) + "\n"));
        }

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
