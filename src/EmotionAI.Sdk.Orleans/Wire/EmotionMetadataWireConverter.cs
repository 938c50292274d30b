namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="EmotionMetadataWire"/>, and from it what it stands for.</summary>
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
