namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="EmotionSense"/> between silo and client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.EmotionSenseWire")]
internal struct EmotionSenseWire
{
    [Id(0)]
    public string Name { get; set; }

    [Id(1)]
    public double Weight { get; set; }

    [Id(2)]
    public SilentSenseReason? Silent { get; set; }

    [Id(3)]
    public EmotionPrediction? Prediction { get; set; }
}
