namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="EmotionClassifierMetadata"/> between silo and client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.EmotionMetadataWire")]
internal struct EmotionMetadataWire
{
    [Id(0)]
    public string ModelId { get; set; }

    [Id(1)]
    public string[] Labels { get; set; }

    [Id(2)]
    public ProblemType ProblemType { get; set; }

    [Id(3)]
    public double[] Thresholds { get; set; }

    [Id(4)]
    public float ScoreScale { get; set; }

    [Id(5)]
    public int? TopK { get; set; }

    [Id(6)]
    public int? MaxLength { get; set; }

    [Id(7)]
    public string[] Languages { get; set; }

    [Id(8)]
    public int? SampleRate { get; set; }

    [Id(9)]
    public TimeSpan? MaxDuration { get; set; }

    [Id(10)]
    public bool IsMock { get; set; }
}

/// <summary>Converts it.</summary>
[RegisterConverter]
internal sealed class EmotionMetadataWireConverter : IConverter<EmotionClassifierMetadata, EmotionMetadataWire>
{
    public EmotionClassifierMetadata ConvertFromSurrogate(in EmotionMetadataWire surrogate) => new()
    {
        ModelId = surrogate.ModelId,
        Labels = new EmotionLabels(surrogate.Labels),
        ProblemType = surrogate.ProblemType,
        Thresholds = surrogate.Thresholds,
        ScoreScale = surrogate.ScoreScale,
        TopK = surrogate.TopK,
        MaxLength = surrogate.MaxLength,
        Languages = surrogate.Languages,
        SampleRate = surrogate.SampleRate,
        MaxDuration = surrogate.MaxDuration,
        IsMock = surrogate.IsMock,
    };

    public EmotionMetadataWire ConvertToSurrogate(in EmotionClassifierMetadata value) => new()
    {
        ModelId = value.ModelId,
        Labels = [.. value.Labels],
        ProblemType = value.ProblemType,
        Thresholds = [.. value.Thresholds],
        ScoreScale = value.ScoreScale,
        TopK = value.TopK,
        MaxLength = value.MaxLength,
        Languages = [.. value.Languages],
        SampleRate = value.SampleRate,
        MaxDuration = value.MaxDuration,
        IsMock = value.IsMock,
    };
}
