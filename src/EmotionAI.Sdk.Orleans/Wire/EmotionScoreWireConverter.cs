namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="EmotionScoreWire"/>, and from it what it stands for.</summary>
[RegisterConverter]
internal sealed class EmotionScoreWireConverter : IConverter<EmotionScore, EmotionScoreWire>
{
    public EmotionScore ConvertFromSurrogate(in EmotionScoreWire surrogate) => new(surrogate.Label, surrogate.Score);

    public EmotionScoreWire ConvertToSurrogate(in EmotionScore value) => new()
    {
        Label = value.Label,
        Score = value.Score,
    };
}
