using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Reads what a report is made from: a folder of <c>evaluate</c> with its answers, an <c>eval_test</c> folder of figures alone, or a classification report.</summary>
internal static class StoredEvaluation
{
    /// <summary>Reads what was measured on what; empty where the folder does not say it.</summary>
    public static ModelMeta ReadMeta(string path)
    {
        var meta = Path.Combine(path, ModelMeta.FileName);
        return File.Exists(meta) ? ModelMeta.Read(meta) : new ModelMeta();
    }

    /// <summary>Reads an evaluation.</summary>
    /// <param name="path">The folder, or the report in CSV.</param>
    /// <param name="classifier">The model that was measured; null where it is not at hand.</param>
    /// <exception cref="EmotionAIException">A file is missing or malformed, or the files, or the model and they, do not belong together.</exception>
    public static ModelReport Read(string path, EmotionClassifierMetadata? classifier, CancellationToken cancellationToken = default)
    {
        if (File.Exists(path))
        {
            var figures = StoredFigures.ReadReport(path);
            return classifier is null || classifier.Labels.SequenceEqual(figures.Labels)
                ? new ModelReport(figures, new ModelMeta())
                : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' has the labels {string.Join(", ", figures.Labels)}, and the model has {string.Join(", ", classifier.Labels)}; name the model that was measured.", path);
        }

        if (!File.Exists(Path.Combine(path, ModelMeasurement.PredictionsFileName)) && StoredFigures.FindReport(path) is { } report)
        {
            var stated = ReadMeta(path);
            return new ModelReport(StoredFigures.ReadFolder(path, report, stated, classifier, cancellationToken), stated);
        }

        var (measurement, meta) = EvaluationFolder.Read(path, classifier, cancellationToken);
        return new ModelReport(ReportFigures.Of(measurement) with { Voices = VoiceContrast.Read(path) }, meta);
    }
}
