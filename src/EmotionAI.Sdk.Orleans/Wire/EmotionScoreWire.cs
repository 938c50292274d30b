namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="EmotionScore"/> between silo and client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.EmotionScoreWire")]
internal struct EmotionScoreWire
{
    [Id(0)]
    public string Label { get; set; }

    [Id(1)]
    public float Score { get; set; }
}

/// <summary>Converts it.</summary>
[RegisterConverter]
internal sealed class EmotionScoreWireConverter : IConverter<EmotionScore, EmotionScoreWire>
{
    public EmotionScore ConvertFromSurrogate(in EmotionScoreWire surrogate) => new(surrogate.Label, surrogate.Score);

    public EmotionScoreWire ConvertToSurrogate(in EmotionScore value) => new()
    {
        Label = value.Label,
        Score = value.Score,
    };
}
