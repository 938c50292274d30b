using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Writes what makes one vector of all positions.</summary>
internal static class Pooling
{
    /// <summary>Adds the mean of the positions that are no padding: <c>[batch, sequence, hidden] → [batch, hidden]</c>.</summary>
    public static string Mean(this OnnxGraphBuilder graph, EncoderOutput encoder)
    {
        if (encoder.Mask is not { } mask)
        {
            return graph.Node("ReduceMean", [encoder.Hidden], ("axes", new long[] { 1 }), ("keepdims", 0));
        }

        var sum = graph.Node("ReduceSum", [graph.Node("Mul", [encoder.Hidden, mask]), graph.Constant(1)], ("keepdims", 0));
        return graph.Node("Div", [sum, graph.Node("ReduceSum", [mask, graph.Constant(1)], ("keepdims", 0))]);
    }
}
