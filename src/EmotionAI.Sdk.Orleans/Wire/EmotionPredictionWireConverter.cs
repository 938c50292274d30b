namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="EmotionPredictionWire"/>, and from it what it stands for.</summary>
[RegisterConverter]
internal sealed class EmotionPredictionWireConverter : IConverter<EmotionPrediction, EmotionPredictionWire>
{
    public EmotionPrediction ConvertFromSurrogate(in EmotionPredictionWire surrogate) => new()
    {
        Labels = surrogate.Labels,
        Scores = surrogate.Scores,
        Logits = surrogate.Logits,
        Top = surrogate.Top,
        Dimensions = surrogate.Dimensions is { } dimensions ? new OrderedDictionary<string, float>(dimensions) : null,
        ModelId = surrogate.ModelId,
        IsMock = surrogate.IsMock,
        IsTruncated = surrogate.IsTruncated,
        IsIncomplete = surrogate.IsIncomplete,
        Quality = surrogate.Quality,
        TextQuality = surrogate.TextQuality,
        Windows = surrogate.Windows,
        Senses = surrogate.Senses,
    };

    public EmotionPredictionWire ConvertToSurrogate(in EmotionPrediction value) => new()
    {
        Labels = [.. value.Labels],
        Scores = [.. value.Scores],
        Logits = [.. value.Logits],
        Top = value.Top,
        Dimensions = value.Dimensions is null ? null : [.. value.Dimensions],
        ModelId = value.ModelId,
        IsMock = value.IsMock,
        IsTruncated = value.IsTruncated,
        IsIncomplete = value.IsIncomplete,
        Quality = value.Quality,
        TextQuality = value.TextQuality,
        Windows = [.. value.Windows],
        Senses = value.Senses is null ? null : [.. value.Senses],
    };
}
