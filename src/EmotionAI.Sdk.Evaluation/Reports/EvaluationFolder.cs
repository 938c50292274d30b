using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds an <c>eval_test</c> folder that <c>evaluate</c> wrote, measured anew from its answers.</summary>
/// <param name="Measurement">The figures, with the intervals of the seed that the folder names.</param>
/// <param name="Meta">What was measured on what.</param>
internal sealed record EvaluationFolder(ModelMeasurement Measurement, ModelMeta Meta)
{
    private const double Tolerance = 1e-6;

    /// <summary>Reads a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="classifier">The model that was measured; null where it is not at hand.</param>
    /// <exception cref="EmotionAIException">A file is missing or malformed, or the files, or the model and they, do not belong together.</exception>
    public static EvaluationFolder Read(string directory, EmotionClassifierMetadata? classifier, CancellationToken cancellationToken = default)
    {
        var predictions = Path.Combine(directory, ModelMeasurement.PredictionsFileName);
        if (!File.Exists(predictions))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{predictions}' does not exist; name a folder that 'emotionai evaluate … --output' wrote, one with {EvaluationArtefacts.ReportFileName} or {EvaluationArtefacts.PerClassFileName}, or such a file.", predictions);
        }

        var labels = LabelsFile.Read(Path.Combine(directory, LabelsFile.FileName));
        CheckLabels(directory, labels, classifier);
        var meta = StoredEvaluation.ReadMeta(directory);
        var overall = OverallMetrics.Read(Path.Combine(directory, OverallMetrics.FileName));
        if (overall.Find(DimensionMeasurement.MeanName) is not null)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{directory}' measures quantities and not labels, which a report is about; {OverallMetrics.FileName} has their figures.", directory);
        }

        var evaluated = PredictionsFile.Read(predictions, new PredictionsOptions
        {
            Labels = labels,
            ProblemType = classifier?.ProblemType ?? ProblemTypeOf(overall),
            Thresholds = classifier?.Thresholds,
            ModelId = meta.ModelName ?? classifier?.ModelId ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))),
            IsStrict = true,
        });
        CheckThresholds(directory, evaluated, classifier);
        var measurement = ModelMeasurement.Compute(evaluated, IntervalsJson.ReadOptions(Path.Combine(directory, ModelMeasurement.IntervalsFileName)), cancellationToken);
        CheckFigures(directory, measurement, overall);
        return new EvaluationFolder(measurement, meta);
    }

    private static ProblemType? ProblemTypeOf(OverallMetrics overall) =>
        overall.Find("subset_accuracy") is not null ? ProblemType.MultiLabel : overall.Find("uar") is not null ? ProblemType.SingleLabel : null;

    private static void CheckLabels(string directory, EmotionLabels labels, EmotionClassifierMetadata? classifier)
    {
        if (classifier is not null && !classifier.Labels.SequenceEqual(labels))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{directory}' has the labels {string.Join(", ", labels)}, and the model has {string.Join(", ", classifier.Labels)}; name the model that was measured.", directory);
        }
    }

    /// <summary>Checks that the answers are those of the model's thresholds, which may have been fitted anew since.</summary>
    private static void CheckThresholds(string directory, EvaluatedModel evaluated, EmotionClassifierMetadata? classifier)
    {
        if (classifier is null || evaluated.ProblemType != ProblemType.MultiLabel || evaluated.Thresholds.Count == 0)
        {
            return;
        }

        var others = evaluated.Samples.Count(sample => sample.Scores.Count > 0 && !Decide(sample.Scores, classifier).SequenceEqual(sample.Predicted));
        if (others > 0)
        {
            throw new EmotionAIException(
                EmotionErrorCodes.InputInvalid,
                Invariant($"{others} of the {evaluated.Samples.Count} answers in '{directory}' have other labels than the thresholds of the model give: these were changed since. Evaluate the model again."),
                directory);
        }
    }

    private static IEnumerable<int> Decide(IReadOnlyList<double> scores, EmotionClassifierMetadata classifier) => Enumerable.Range(0, scores.Count)
        .Where(label => scores[label] >= classifier.Thresholds[label])
        .OrderByDescending(label => scores[label])
        .Take(classifier.TopK ?? int.MaxValue)
        .Order();

    private static void CheckFigures(string directory, ModelMeasurement measurement, OverallMetrics stored)
    {
        foreach (var metric in measurement.Overall.Values)
        {
            if (stored.Find(metric.Name) is { } value && Math.Abs(value - metric.Value) > Tolerance)
            {
                throw new EmotionAIException(
                    EmotionErrorCodes.InputInvalid,
                    Invariant($"'{directory}' has the {metric.Name} {value} in {OverallMetrics.FileName} and {metric.Value} by {ModelMeasurement.PredictionsFileName}: they are of two runs. Evaluate the model again."),
                    directory);
            }
        }
    }
}
