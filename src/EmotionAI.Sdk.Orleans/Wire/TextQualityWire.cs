namespace EmotionAI.Orleans.Wire;

/// <summary>Is a <see cref="TextQuality"/> between silo and client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.TextQualityWire")]
internal struct TextQualityWire
{
    [Id(0)]
    public int Words { get; set; }

    [Id(1)]
    public int Tokens { get; set; }

    [Id(2)]
    public double UnknownShare { get; set; }

    [Id(3)]
    public double PiecesPerWord { get; set; }

    [Id(4)]
    public double Unfamiliarity { get; set; }

    [Id(5)]
    public bool IsUnfamiliar { get; set; }
}
