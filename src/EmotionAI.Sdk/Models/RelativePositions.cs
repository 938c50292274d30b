using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Writes what depends on how far apart two positions are. It is computed once a run, for whatever length comes.</summary>
internal static class RelativePositions
{
    /// <summary>Adds the number of tokens, a single int64.</summary>
    public static string Length(this OnnxGraphBuilder graph, string ids) =>
        graph.Node("Squeeze", [graph.Node("Shape", [ids], ("start", 1), ("end", 2)), graph.Constant(0)]);

    /// <summary>Adds the positions 0, 1, 2 …, int64 <c>[sequence]</c>.</summary>
    public static string Positions(this OnnxGraphBuilder graph, string ids) =>
        graph.Node("Range", [graph.Whole(0), graph.Length(ids), graph.Whole(1)]);

    /// <summary>Adds how far a query lies behind a key, int64 <c>[queries, keys]</c>.</summary>
    public static string Distances(this OnnxGraphBuilder graph, string ids)
    {
        var positions = graph.Positions(ids);
        return graph.Node("Sub", [graph.Node("Unsqueeze", [positions, graph.Constant(1)]), positions]);
    }

    /// <summary>Adds the places of distances in a table that has one for each from <c>-largest</c> to <c>largest</c>; those beyond have the place of the last.</summary>
    public static string Places(this OnnxGraphBuilder graph, string distances, int largest) =>
        graph.Node("Add", [graph.Node("Clip", [distances, graph.Whole(-largest), graph.Whole(largest)]), graph.Whole(largest)]);

    /// <summary>Adds a single whole number of 64 bits.</summary>
    public static string Whole(this OnnxGraphBuilder graph, long value) =>
        graph.Inline(graph.NextName(), OnnxElementType.Int64, [], BitConverter.GetBytes(value));
}
