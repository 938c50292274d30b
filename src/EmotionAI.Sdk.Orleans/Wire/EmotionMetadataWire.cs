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
