namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="EmotionPrediction"/> between silo and client: all that is public of it.</summary>
[GenerateSerializer]
[Alias("EmotionAI.EmotionPredictionWire")]
internal struct EmotionPredictionWire
{
    [Id(0)]
    public EmotionScore[] Labels { get; set; }

    [Id(1)]
    public EmotionScore[] Scores { get; set; }

    [Id(2)]
    public float[] Logits { get; set; }

    [Id(3)]
    public EmotionScore Top { get; set; }

    [Id(4)]
    public KeyValuePair<string, float>[]? Dimensions { get; set; }

    [Id(5)]
    public string ModelId { get; set; }

    [Id(6)]
    public bool IsMock { get; set; }

    [Id(7)]
    public bool IsTruncated { get; set; }

    [Id(8)]
    public bool IsIncomplete { get; set; }

    [Id(9)]
    public AudioQuality? Quality { get; set; }

    [Id(10)]
    public TextQuality? TextQuality { get; set; }

    [Id(11)]
    public EmotionWindow[] Windows { get; set; }

    [Id(12)]
    public EmotionSense[]? Senses { get; set; }
}

/// <summary>Converts it.</summary>
[RegisterConverter]
internal sealed class EmotionPredictionWireConverter : IConverter<EmotionPrediction, EmotionPredictionWire>
{
    public EmotionPrediction ConvertFromSurrogate(in EmotionPredictionWire surrogate) => new()
    {
        Labels = surrogate.Labels,
        Scores = surrogate.Scores,
        Logits = surrogate.Logits,
        Top = surrogate.Top,
        Dimensions = surrogate.Dimensions is { } dimensions ? new OrderedDictionary<string, float>(dimensions) : null,
        ModelId = surrogate.ModelId,
        IsMock = surrogate.IsMock,
        IsTruncated = surrogate.IsTruncated,
        IsIncomplete = surrogate.IsIncomplete,
        Quality = surrogate.Quality,
        TextQuality = surrogate.TextQuality,
        Windows = surrogate.Windows,
        Senses = surrogate.Senses,
    };

    public EmotionPredictionWire ConvertToSurrogate(in EmotionPrediction value) => new()
    {
        Labels = [.. value.Labels],
        Scores = [.. value.Scores],
        Logits = [.. value.Logits],
        Top = value.Top,
        Dimensions = value.Dimensions is null ? null : [.. value.Dimensions],
        ModelId = value.ModelId,
        IsMock = value.IsMock,
        IsTruncated = value.IsTruncated,
        IsIncomplete = value.IsIncomplete,
        Quality = value.Quality,
        TextQuality = value.TextQuality,
        Windows = [.. value.Windows],
        Senses = value.Senses is null ? null : [.. value.Senses],
    };
}
