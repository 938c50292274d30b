namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="EmotionWindowWire"/>, and from it what it stands for.</summary>
[RegisterConverter]
internal sealed class EmotionWindowWireConverter : IConverter<EmotionWindow, EmotionWindowWire>
{
    public EmotionWindow ConvertFromSurrogate(in EmotionWindowWire surrogate) => new()
    {
        Start = surrogate.Start,
        End = surrogate.End,
        Scores = surrogate.Scores,
    };

    public EmotionWindowWire ConvertToSurrogate(in EmotionWindow value) => new()
    {
        Start = value.Start,
        End = value.End,
        Scores = [.. value.Scores],
    };
}
