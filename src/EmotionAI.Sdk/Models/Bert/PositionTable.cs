using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Models.Bert;

/// <summary>Prepares learned positions for <see cref="BertEncoder"/> and its relatives.</summary>
internal static class PositionTable
{
    /// <summary>Adds token type 0 to every position.</summary>
    public static float[] WithType(float[] positions, ReadOnlySpan<float> types, int size)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] += types[i % size];
        }

        return positions;
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
}
