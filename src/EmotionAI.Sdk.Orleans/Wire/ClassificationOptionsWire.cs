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
