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
