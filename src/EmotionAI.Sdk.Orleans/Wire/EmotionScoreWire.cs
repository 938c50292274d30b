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
