using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>A head that makes one vector of a text or a clip before it makes outputs of that.</summary>
internal interface IPooler : IHead
{
    /// <summary>Gets the number of numbers of the vector.</summary>
    int Size { get; }

    /// <summary>Writes what is before the last layer.</summary>
    /// <returns>The vector, <c>[batch, size]</c>.</returns>
    string Pool(NetworkWriter writer, EncoderOutput encoder);
}
