namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="TextQualityWire"/>, and from it what it stands for.</summary>
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
