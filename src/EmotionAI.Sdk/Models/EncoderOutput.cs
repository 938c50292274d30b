using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Holds what an encoder computed.</summary>
/// <param name="Hidden">The value: <c>[batch, hidden]</c> or <c>[batch, sequence, hidden]</c>, by the part that was asked for.</param>
/// <param name="Mask">1 for tokens and 0 for padding, float32 <c>[batch, sequence, 1]</c>; null where there is no padding.</param>
internal readonly record struct EncoderOutput(string Hidden, string? Mask = null)
{
    /// <summary>Gives out what a last layer computed: the first position without its axis, or all of them with their mask.</summary>
    public static EncoderOutput Of(NetworkWriter writer, string ids, string hidden, EncoderPart part) => part == EncoderPart.FirstPosition
        ? new(writer.Graph.WithoutSequence(hidden))
        : new(hidden, writer.Mask(ids));
}
