using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data;

/// <summary>Holds texts or recordings that are split and ready to train on; on disk a folder with <c>manifest.jsonl</c> and <c>labels.json</c>.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class PreparedDataset
{
    /// <summary>The name of the manifest: one sample a line, with the keys <c>id</c>, <c>text</c> or <c>file</c>, <c>labels</c>, <c>speaker</c>, <c>split</c>, <c>source</c>, <c>licence</c>.</summary>
    public const string ManifestFileName = "manifest.jsonl";

    private readonly Lazy<string> _fingerprint;
    private readonly Lazy<LabelStatistics> _statistics;

    /// <summary>Makes a data set of samples.</summary>
    /// <param name="isAudio">Whether the inputs are audio files, and not texts.</param>
    /// <param name="labels">The labels, in the order of the model's outputs.</param>
    /// <param name="samples">The samples, in an order that is kept.</param>
    /// <param name="problems">What had a fault and was left out; null for nothing.</param>
    /// <param name="remarks">What holds of the data as a whole, a sentence each; null for nothing.</param>
    /// <exception cref="ArgumentException">There is no sample, an id occurs twice, a label is not among <paramref name="labels"/>, or a recording has not one label.</exception>
    public PreparedDataset(bool isAudio, EmotionLabels labels, IReadOnlyList<PreparedSample> samples, IReadOnlyList<DatasetProblem>? problems = null, IReadOnlyList<string>? remarks = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(samples);
        (IsAudio, Labels, Samples, Problems, Remarks) = (isAudio, labels, Frozen.Copy(samples), Frozen.Copy(problems ?? []), Frozen.Copy(remarks ?? []));
        Check();
        _statistics = new Lazy<LabelStatistics>(() => new LabelStatistics(Labels, Samples));
        _fingerprint = new Lazy<string>(() => ManifestFile.Fingerprint(this));
    }

    /// <summary>Gets whether the inputs are audio files, and not texts.</summary>
    public bool IsAudio { get; }

    /// <summary>Gets the labels, in the order of the model's outputs.</summary>
    public EmotionLabels Labels { get; }

    /// <summary>Gets the samples of all parts.</summary>
    public IReadOnlyList<PreparedSample> Samples { get; }

    /// <summary>Gets what had a fault and was left out, and why.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <summary>Gets what holds of the data as a whole, a sentence each: what was left out by rule, how many times, and what is doubtful. They are not written to the manifest.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Gets how many samples there are by label, part and speaker. They are counted when first asked for.</summary>
    public LabelStatistics Statistics => _statistics.Value;

    /// <summary>Gets what tells this data from any other: inputs (the content of recordings), labels and parts, whatever their order. It is computed when first asked for.</summary>
    /// <value>A SHA-256 in hexadecimal.</value>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Gets the samples of one part.</summary>
    /// <param name="split">The part.</param>
    /// <returns>The samples, in their order; none where the data has no such part.</returns>
    public IReadOnlyList<PreparedSample> Of(DataSplit split) => Array.AsReadOnly<PreparedSample>([.. Samples.Where(sample => sample.Split == split)]);

    /// <summary>Reads a folder that <see cref="WriteTo"/> wrote, or a manifest by itself.</summary>
    /// <param name="path">The folder, or the manifest, whose files are relative to its folder.</param>
    /// <returns>The data; lines that cannot be used are among <see cref="Problems"/>.</returns>
    /// <exception cref="EmotionAIException">The manifest is missing or has no sample.</exception>
    public static PreparedDataset Read(string path) => ManifestFile.Read(path);

    /// <summary>Writes manifest and labels, whole or not at all; recordings stay where they are and are named relative to the folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="overwrite">Whether a folder that is there may be replaced; its other files are kept.</param>
    /// <exception cref="EmotionAIException">The folder is there and may not be replaced, or cannot be written.</exception>
    public void WriteTo(string directory, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        AtomicFolder.Write(directory, new Dictionary<string, byte[]> { [ManifestFileName] = ManifestFile.Format(this, directory), [LabelsFile.FileName] = LabelsFile.Format(Labels) }, overwrite);
    }

    private void Check()
    {
        if (Samples.Count == 0)
        {
            throw new ArgumentException("There is no sample; one or more are needed.", "samples");
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        var known = Labels.ToHashSet(StringComparer.Ordinal);
        foreach (var sample in Samples)
        {
            var fault = !ids.Add(sample.Id) ? "another sample has this id"
                : sample.Labels.FirstOrDefault(label => !known.Contains(label)) is { } unknown ? $"its label '{unknown}' is not among {string.Join(", ", Labels)}"
                : IsAudio && sample.Labels.Count != 1 ? Invariant($"it has {sample.Labels.Count} labels; a recording has one")
                : null;
            if (fault is not null)
            {
                throw new ArgumentException($"The sample '{sample.Id}': {fault}.", "samples");
            }
        }
    }
}
