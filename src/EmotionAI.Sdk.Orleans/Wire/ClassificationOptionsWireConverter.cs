namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="ClassificationOptionsWire"/>, and from it what it stands for.</summary>
[RegisterConverter]
internal sealed class ClassificationOptionsWireConverter : IConverter<ClassificationOptions, ClassificationOptionsWire>
{
    public ClassificationOptions ConvertFromSurrogate(in ClassificationOptionsWire surrogate) => new()
    {
        TopK = surrogate.TopK,
        Threshold = surrogate.Threshold,
        SpeechGate = surrogate.SpeechGate,
    };

    public ClassificationOptionsWire ConvertToSurrogate(in ClassificationOptions value) => new()
    {
        TopK = value.TopK,
        Threshold = value.Threshold,
        SpeechGate = value.SpeechGate,
    };
}
