using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Gives the vector that the last layer of a head reads.</summary>
/// <param name="Pooler">The head.</param>
internal sealed record PoolerHead(IPooler Pooler) : IHead
{
    public EncoderPart Needs => Pooler.Needs;

    public string Write(NetworkWriter writer, EncoderOutput encoder) => Pooler.Pool(writer, encoder);
}
