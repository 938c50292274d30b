using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Models.Bert;

/// <summary>Prepares learned positions for <see cref="BertEncoder"/> and its relatives.</summary>
internal static class PositionTable
{
    public const string Name = "embeddings.position_embeddings.weight";
    public const string Types = "embeddings.token_type_embeddings.weight";

    /// <summary>Adds the table of positions, with token type 0 added to each of them.</summary>
    public static string WithType(NetworkWriter writer, int rows, int size)
    {
        var positions = writer.Find(Name, rows, size);
        var types = writer.Find(Types, -1, size);
        return writer.Fold([rows, size], () => WithType(positions.Values(), types.Values(), size));
    }

    /// <summary>Adds the positions of RoBERTa: the ids that are no padding count from the padding's id + 1, a padding in the text has its own number and shifts nothing.</summary>
    /// <remarks>Follows <c>create_position_ids_from_input_ids</c> of transformers.</remarks>
    public static string PositionIds(OnnxGraphBuilder graph, string ids, int padding)
    {
        var isToken = graph.Node("Not", [graph.Node("Equal", [ids, graph.Indices([padding])])]);
        var tokens = graph.Node("Cast", [isToken], ("to", (int)OnnxElementType.Int32));
        var counted = graph.Node("CumSum", [tokens, graph.Inline(graph.NextName(), OnnxElementType.Int64, [], BitConverter.GetBytes(1L))]);
        return graph.Node("Add", [graph.Node("Mul", [counted, tokens]), graph.Indices([padding])]);
    }

    private static float[] WithType(float[] positions, ReadOnlySpan<float> types, int size)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] += types[i % size];
        }

        return positions;
    }
}
