namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds what a report is about, in the words that the sections share.</summary>
internal sealed record ReportSubject(ReportFigures Figures, ModelReport Card)
{
    public bool IsSingleLabel => Figures.IsSingleLabel;

    public bool IsAudio => (Card.Classifier?.SampleRate ?? Card.Evaluation.SampleRate) is not null;

    public string Name => Card.Evaluation.ModelName ?? Card.Classifier?.ModelId ?? Figures.ModelId;

    /// <summary>Gets what the samples are, in the plural.</summary>
    public string Samples => IsAudio ? "recordings" : "texts";

    /// <summary>Gets how many samples there are, such as <c>500 texts</c>.</summary>
    public string CountedSamples => Figures.SampleCount is { } count ? $"{ReportNumber.Count(count)} {Samples}" : $"an unknown number of {Samples}";

    /// <summary>Gets how many people speak in the samples; null where that is not known.</summary>
    public int? SpeakerCount => Figures.Answers?.Speakers?.Distinct().Count();

    /// <summary>Gets the data and its part, such as <c>GoEmotions, test</c>.</summary>
    public string Data => (Card.Evaluation.Dataset, Card.Evaluation.Split) switch
    {
        ({ } data, { } split) => $"{data}, {split}",
        ({ } data, null) => data,
        _ => "data that the evaluation does not name",
    };
}
