namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="EmotionSenseWire"/>, and from it what it stands for.</summary>
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
