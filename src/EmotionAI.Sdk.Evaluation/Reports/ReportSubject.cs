using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds what a report is about, in the words that the sections share.</summary>
internal sealed record ReportSubject(ModelMeasurement Measurement, ReportCard Card)
{
    public EvaluatedModel Evaluated => Measurement.Evaluated;

    public bool IsSingleLabel => Evaluated.ProblemType == ProblemType.SingleLabel;

    public bool IsAudio => (Card.Classifier?.SampleRate ?? Card.Evaluation.SampleRate) is not null;

    public string Name => Card.Evaluation.ModelName ?? Card.Classifier?.ModelId ?? Evaluated.ModelId;

    /// <summary>Gets what the samples are, in the plural.</summary>
    public string Samples => IsAudio ? "recordings" : "texts";

    /// <summary>Gets the data and its part, such as <c>GoEmotions, test</c>.</summary>
    public string Data => (Card.Evaluation.Dataset, Card.Evaluation.Split) switch
    {
        ({ } data, { } split) => $"{data}, {split}",
        ({ } data, null) => data,
        _ => "data that the evaluation does not name",
    };
}
