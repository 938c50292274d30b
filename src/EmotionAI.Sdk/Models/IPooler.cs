using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>A head that makes one vector of a text before it makes outputs of that.</summary>
internal interface IPooler : IHead
{
    /// <summary>Writes what is before the last layer.</summary>
    /// <returns>The vector, <c>[batch, hidden]</c>.</returns>
    string Pool(NetworkWriter writer, EncoderOutput encoder);
}
