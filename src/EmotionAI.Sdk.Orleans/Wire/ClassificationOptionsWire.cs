namespace EmotionAI.Orleans.Wire;

/// <summary>Is a <see cref="ClassificationOptions"/> between client and silo.</summary>
[GenerateSerializer]
[Alias("EmotionAI.ClassificationOptionsWire")]
internal struct ClassificationOptionsWire
{
    [Id(0)]
    public int? TopK { get; set; }

    [Id(1)]
    public double? Threshold { get; set; }

    [Id(2)]
    public bool? SpeechGate { get; set; }
}

/// <summary>Converts it.</summary>
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
