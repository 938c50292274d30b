using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds the figures of a page, measured from answers or read from files that have figures alone.</summary>
internal sealed record ReportFigures
{
    public required string ModelId { get; init; }

    public required EmotionLabels Labels { get; init; }

    public required bool IsSingleLabel { get; init; }

    /// <summary>Gets the threshold of each label; empty where there is none or they are not known.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>Gets the number of samples; null where the files do not say it.</summary>
    public long? SampleCount { get; init; }

    public required IReadOnlyList<ClassMetrics> Classes { get; init; }

    /// <summary>Gets the figures over all labels, the most telling one first.</summary>
    public required IReadOnlyList<OverallMetric> Overall { get; init; }

    /// <summary>Gets the main figures with their intervals; empty where there are no answers to estimate them from.</summary>
    public IReadOnlyList<BootstrapInterval> Intervals { get; init; } = [];

    public ConfusionMatrix? Confusion { get; init; }

    public required IReadOnlyDictionary<string, Picture> Pictures { get; init; }

    /// <summary>Gets which descriptors of the voice differ between right and wrong answers; none where that was not measured.</summary>
    public IReadOnlyList<VoiceContrast> Voices { get; init; } = [];

    /// <summary>Gets what the model answered on inputs that can be shown; null where the files have no inputs.</summary>
    public EvaluatedModel? Answers { get; init; }

    public static ReportFigures Of(ModelMeasurement measurement)
    {
        var evaluated = measurement.Evaluated;
        return new ReportFigures
        {
            ModelId = evaluated.ModelId,
            Labels = evaluated.Labels,
            IsSingleLabel = evaluated.ProblemType == ProblemType.SingleLabel,
            Thresholds = evaluated.Thresholds,
            SampleCount = evaluated.Samples.Count,
            Classes = measurement.Classes,
            Overall = measurement.Overall.Values,
            Intervals = measurement.Intervals,
            Confusion = measurement.SingleLabel?.ConfusionMatrix,
            Pictures = EvaluationPictures.Draw(measurement),
            Answers = evaluated,
        };
    }
}
