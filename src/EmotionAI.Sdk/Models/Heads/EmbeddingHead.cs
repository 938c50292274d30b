using EmotionAI.Graphs;
using EmotionAI.Text;

namespace EmotionAI.Models.Heads;

/// <summary>Gives the vector of a text in place of scores.</summary>
/// <param name="Pooling">What makes one vector of all positions.</param>
/// <param name="Normalize">Whether the vector is brought to the length 1.</param>
/// <param name="Pooler">The head whose part before the last layer is <see cref="TextPooling.Pooler"/>; null where that is not asked for.</param>
internal sealed record EmbeddingHead(TextPooling Pooling, bool Normalize, IPooler? Pooler) : IHead
{
    /// <summary>The shortest length that is divided by, as <c>torch.nn.functional.normalize</c> has it.</summary>
    private const float Shortest = 1e-12f;

    public EncoderPart Needs => Pooling switch
    {
        TextPooling.Mean => EncoderPart.AllPositions,
        TextPooling.Pooler => Pooler!.Needs,
        _ => EncoderPart.FirstPosition,
    };

    public string Write(NetworkWriter writer, EncoderOutput encoder)
    {
        var graph = writer.Graph;
        var vector = Pooling switch
        {
            TextPooling.Mean => graph.Mean(encoder),
            TextPooling.Pooler => Pooler!.Pool(writer, encoder),
            _ => encoder.Hidden,
        };
        return Normalize
            ? graph.Node("Div", [vector, graph.Node("Max", [graph.Node("ReduceL2", [vector], ("axes", new long[] { 1 }), ("keepdims", 1)), graph.Scalar(Shortest)])])
            : vector;
    }
}
