namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="EmotionWindow"/> between silo and client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.EmotionWindowWire")]
internal struct EmotionWindowWire
{
    [Id(0)]
    public int Start { get; set; }

    [Id(1)]
    public int End { get; set; }

    [Id(2)]
    public EmotionScore[] Scores { get; set; }
}
