using EmotionAI.Evaluation.Metrics;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Collects the files of an <c>eval_test</c> folder and writes them whole or not at all.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class EvaluationArtefacts
{
    /// <summary>The name of the report of a single-label model.</summary>
    public const string ReportFileName = "metrics_report.csv";

    /// <summary>The name of the report of a multi-label model.</summary>
    public const string PerClassFileName = "per_class_metrics_test.csv";

    /// <summary>The name of the confusion matrix of a single-label model.</summary>
    public const string ConfusionMatrixFileName = "confusion_matrix.npy";

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Gets the names of the files.</summary>
    public IReadOnlyCollection<string> FileNames => _files.Keys;

    /// <summary>Makes the files of a single-label model: overall metrics, report, confusion matrix, labels, and meta data where given.</summary>
    /// <param name="metrics">The figures.</param>
    /// <param name="meta">What was measured on what, or null.</param>
    /// <param name="detail">How many figures <c>metrics_overall.json</c> has.</param>
    /// <returns>The files.</returns>
    internal static EvaluationArtefacts Create(SingleLabelMetrics metrics, ModelMeta? meta = null, OverallMetricsDetail detail = OverallMetricsDetail.Scores)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        using var matrix = new MemoryStream();
        NpyWriter.Write(matrix, metrics.ConfusionMatrix.ToArray(), metrics.ConfusionMatrix.Size, metrics.ConfusionMatrix.Size);
        var artefacts = Create(metrics.Classes, meta);
        artefacts.Add(OverallMetrics.FileName, OverallMetrics.Create(metrics, detail).Format());
        artefacts.Add(ReportFileName, Bytes(ClassificationReportCsv.Format(ClassificationReport.Create(metrics))));
        artefacts.Add(ConfusionMatrixFileName, matrix.ToArray());
        return artefacts;
    }

    /// <summary>Makes the files of a multi-label model: overall metrics, metrics of each label, labels, and meta data where given.</summary>
    /// <param name="metrics">The figures.</param>
    /// <param name="meta">What was measured on what, or null.</param>
    /// <param name="detail">How many figures <c>metrics_overall.json</c> has.</param>
    /// <returns>The files.</returns>
    internal static EvaluationArtefacts Create(MultiLabelMetrics metrics, ModelMeta? meta = null, OverallMetricsDetail detail = OverallMetricsDetail.Scores)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var artefacts = Create(metrics.Classes, meta);
        artefacts.Add(OverallMetrics.FileName, OverallMetrics.Create(metrics, detail).Format());
        artefacts.Add(PerClassFileName, Bytes(ClassificationReportCsv.FormatPerClass(ClassificationReport.Create(metrics))));
        return artefacts;
    }

    /// <summary>Adds a file, such as a picture, or replaces it.</summary>
    /// <param name="fileName">The name, without a folder.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="ArgumentException">The name has a folder in it.</exception>
    public void Add(string fileName, byte[] content)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(content);
        if (fileName is "." or ".." || fileName.AsSpan().ContainsAny('/', '\\', ':'))
        {
            throw new ArgumentException($"'{fileName}' is not the name of a file; a name without a folder is allowed.", nameof(fileName));
        }

        _files[fileName] = content;
    }

    /// <summary>Writes the folder: first beside it, then in its place, so that it is absent, whole and old, or whole and new.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="overwrite">Whether a folder that is there may be replaced; its other files are kept.</param>
    /// <exception cref="EmotionAIException">The folder is there and may not be replaced, or cannot be written.</exception>
    public void WriteTo(string directory, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        AtomicFolder.Write(directory, _files, overwrite);
    }

    /// <summary>Makes the files that every kind of model has: overall metrics, labels, and meta data where given.</summary>
    /// <param name="labels">The labels, or the dimensions.</param>
    /// <param name="overall">The figures.</param>
    /// <param name="meta">What was measured on what, or null.</param>
    /// <returns>The files.</returns>
    internal static EvaluationArtefacts Create(EmotionLabels labels, OverallMetrics overall, ModelMeta? meta)
    {
        var artefacts = Create(labels, meta);
        artefacts.Add(OverallMetrics.FileName, overall.Format());
        return artefacts;
    }

    private static EvaluationArtefacts Create(IReadOnlyList<ClassMetrics> classes, ModelMeta? meta) => Create(new EmotionLabels(classes.Select(label => label.Label)), meta);

    private static EvaluationArtefacts Create(EmotionLabels labels, ModelMeta? meta)
    {
        var artefacts = new EvaluationArtefacts();
        artefacts.Add(LabelsFile.FileName, LabelsFile.Format(labels));
        if (meta is not null)
        {
            artefacts.Add(ModelMeta.FileName, meta.Format());
        }

        return artefacts;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
