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

/// <summary>Converts it.</summary>
[RegisterConverter]
internal sealed class TextQualityWireConverter : IConverter<TextQuality, TextQualityWire>
{
    public TextQuality ConvertFromSurrogate(in TextQualityWire surrogate) => new()
    {
        Words = surrogate.Words,
        Tokens = surrogate.Tokens,
        UnknownShare = surrogate.UnknownShare,
        PiecesPerWord = surrogate.PiecesPerWord,
        Unfamiliarity = surrogate.Unfamiliarity,
        IsUnfamiliar = surrogate.IsUnfamiliar,
    };

    public TextQualityWire ConvertToSurrogate(in TextQuality value) => new()
    {
        Words = value.Words,
        Tokens = value.Tokens,
        UnknownShare = value.UnknownShare,
        PiecesPerWord = value.PiecesPerWord,
        Unfamiliarity = value.Unfamiliarity,
        IsUnfamiliar = value.IsUnfamiliar,
    };
}
