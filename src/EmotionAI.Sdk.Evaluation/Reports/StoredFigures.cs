using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Reads evaluations that hold figures and no answers: an <c>eval_test</c> folder in the seed's layout, or a classification report in CSV alone.</summary>
internal static class StoredFigures
{
    private const double Tolerance = 1e-6;
    private const int MostSamples = 1 << 20;

    /// <summary>Finds the report among the files of a folder; null where it has none.</summary>
    public static string? FindReport(string directory) =>
        new[] { EvaluationArtefacts.ReportFileName, EvaluationArtefacts.PerClassFileName }.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>Reads a folder. From a confusion matrix of counts everything is measured anew, intervals included; else the figures are those of the files.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="reportPath">The report in it.</param>
    /// <param name="meta">What was measured on what.</param>
    /// <param name="classifier">The model that was measured; null where it is not at hand.</param>
    /// <exception cref="EmotionAIException">A file is malformed, or the files do not belong together.</exception>
    public static ReportFigures ReadFolder(string directory, string reportPath, ModelMeta meta, EmotionClassifierMetadata? classifier, CancellationToken cancellationToken)
    {
        var overallPath = Path.Combine(directory, OverallMetrics.FileName);
        var overall = File.Exists(overallPath) ? OverallMetrics.Read(overallPath) : null;
        var report = ClassificationReportCsv.Read(reportPath);
        var figures = Create(reportPath, report, overall, NameOf(directory, meta, classifier));
        var labelsPath = Path.Combine(directory, LabelsFile.FileName);
        if (File.Exists(labelsPath))
        {
            Require(LabelsFile.Read(labelsPath).SequenceEqual(figures.Labels), directory, $"the labels of {LabelsFile.FileName} are not those of {Path.GetFileName(reportPath)}");
        }

        Require(classifier is null || classifier.Labels.SequenceEqual(figures.Labels), directory, $"the labels are {string.Join(", ", figures.Labels)}, and the model has others: name the model that was measured");
        var matrixPath = Path.Combine(directory, EvaluationArtefacts.ConfusionMatrixFileName);
        return File.Exists(matrixPath) ? WithMatrix(directory, figures, StoredConfusionMatrix.Read(matrixPath), cancellationToken) : figures;
    }

    /// <summary>Reads a report alone.</summary>
    /// <exception cref="EmotionAIException">The file is no classification report.</exception>
    public static ReportFigures ReadReport(string path) => Create(path, ClassificationReportCsv.Read(path), null, Path.GetFileNameWithoutExtension(path));

    private static ReportFigures Create(string path, ClassificationReport report, OverallMetrics? overall, string name)
    {
        var classes = ReportedClasses.Of(report, path);
        IReadOnlyList<OverallMetric> figures = overall?.Values ?? ReportedClasses.Averages(report);
        var isSingleLabel = report.Accuracy is not null || overall?.Find("uar") is not null || overall?.Find("accuracy") is not null;
        return new ReportFigures
        {
            ModelId = name,
            Labels = new EmotionLabels([.. classes.Select(label => label.Label)]),
            IsSingleLabel = isSingleLabel,
            Thresholds = report.Classes.All(row => row.Threshold is not null) ? [.. report.Classes.Select(row => row.Threshold!.Value)] : [],
            SampleCount = overall?.Find("num_samples") is { } count && double.IsInteger(count) ? (long)count : isSingleLabel ? classes.Sum(label => label.Support) : null,
            Classes = classes,
            Overall = [.. figures.OrderByDescending(metric => isSingleLabel && metric.Name == "uar").ThenByDescending(metric => metric.Name == "macro_f1")],
            Pictures = new Dictionary<string, Picture>(StringComparer.Ordinal) { ["per_class_f1"] = F1Plot.Create(classes) },
        };
    }

    private static ReportFigures WithMatrix(string directory, ReportFigures figures, StoredConfusionMatrix matrix, CancellationToken cancellationToken)
    {
        Require(matrix.Size == figures.Labels.Count, directory, Invariant($"{EvaluationArtefacts.ConfusionMatrixFileName} has {matrix.Size} labels and the report has {figures.Labels.Count}"));
        if (matrix.Counts is not { } counts || counts.Total is 0 or > MostSamples)
        {
            var pictures = new Dictionary<string, Picture>(figures.Pictures, StringComparer.Ordinal)
            {
                [matrix.IsRowNormalized ? "confusion_matrix_rownorm" : "confusion_matrix_counts"] = ConfusionMatrixPlot.Create(matrix, figures.Labels),
            };
            return figures with { Confusion = matrix.Counts, Pictures = pictures };
        }

        var measured = ReportFigures.Of(ModelMeasurement.Compute(Answers(counts, figures), options: null, cancellationToken));
        foreach (var metric in measured.Overall)
        {
            var stored = figures.Overall.FirstOrDefault(other => other.Name == metric.Name)?.Value ?? metric.Value;
            Require(!double.IsFinite(stored) || Math.Abs(stored - metric.Value) <= Tolerance, directory, Invariant($"the {metric.Name} is {stored}, and {metric.Value} by {EvaluationArtefacts.ConfusionMatrixFileName}"));
        }

        return measured with
        {
            // What a matrix cannot tell, such as the log loss, stays as it was stored.
            Overall = [.. measured.Overall, .. figures.Overall.Where(stored => measured.Overall.All(metric => metric.Name != stored.Name))],
            Answers = null,
        };
    }

    /// <summary>Makes as many samples as the matrix counts, without inputs and scores.</summary>
    private static EvaluatedModel Answers(ConfusionMatrix counts, ReportFigures figures)
    {
        var (truth, predicted) = (new List<int[]>(), new List<int[]>());
        for (var actual = 0; actual < counts.Size; actual++)
        {
            for (var given = 0; given < counts.Size; given++)
            {
                truth.AddRange(Enumerable.Repeat<int[]>([actual], (int)counts[actual, given]));
                predicted.AddRange(Enumerable.Repeat<int[]>([given], (int)counts[actual, given]));
            }
        }

        return new EvaluatedModel
        {
            ModelId = figures.ModelId,
            Labels = figures.Labels,
            ProblemType = ProblemType.SingleLabel,
            Samples = new StoredSamples(LabelMatrix.FromIndices(truth, counts.Size), LabelMatrix.FromIndices(predicted, counts.Size), scores: null, inputs: null, speakers: null),
        };
    }

    private static string NameOf(string directory, ModelMeta meta, EmotionClassifierMetadata? classifier) =>
        meta.ModelName ?? classifier?.ModelId ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));

    private static void Require(bool holds, string directory, string fault)
    {
        if (!holds)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The files in '{directory}' do not belong together: {fault}.", directory);
        }
    }
}
