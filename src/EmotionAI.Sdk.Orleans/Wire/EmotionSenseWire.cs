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

/// <summary>Converts it.</summary>
[RegisterConverter]
internal sealed class EmotionSenseWireConverter : IConverter<EmotionSense, EmotionSenseWire>
{
    public EmotionSense ConvertFromSurrogate(in EmotionSenseWire surrogate) => new()
    {
        Name = surrogate.Name,
        Weight = surrogate.Weight,
        Silent = surrogate.Silent,
        Prediction = surrogate.Prediction,
    };

    public EmotionSenseWire ConvertToSurrogate(in EmotionSense value) => new()
    {
        Name = value.Name,
        Weight = value.Weight,
        Silent = value.Silent,
        Prediction = value.Prediction,
    };
}
