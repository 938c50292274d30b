using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Gives what an encoder computed, as it is.</summary>
/// <param name="Needs">How much of it.</param>
internal sealed record NoHead(EncoderPart Needs) : IHead
{
    public string Write(NetworkWriter writer, EncoderOutput encoder) => encoder.Hidden;
}
