using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2Conformer;

/// <summary>Writes sines and cosines of how far apart two frames are, for whatever length comes.</summary>
/// <remarks>Follows <c>Wav2Vec2ConformerRelPositionalEmbedding</c> of transformers.</remarks>
internal static class SinePositions
{
    private const double Base = 10_000;

    /// <summary>Adds one row a distance from <c>frames - 1</c> down to <c>1 - frames</c>: <c>[1, 2 · frames - 1, size]</c>.</summary>
    public static string Relative(NetworkWriter writer, string hidden, int size)
    {
        var graph = writer.Graph;
        var last = graph.Node("Sub", [graph.Length(hidden), graph.Whole(1)]);
        var distances = graph.Node("Range", [last, graph.Node("Neg", [graph.Length(hidden)]), graph.Whole(-1)]);
        var angles = graph.Node("Mul", [graph.Node("Unsqueeze", [graph.ToFloat(distances), graph.Constant(1)]), writer.Fold([1, size / 2], () => Frequencies(size))]);
        var pairs = graph.Node("Concat", [graph.Node("Unsqueeze", [graph.Node("Sin", [angles]), graph.Constant(2)]), graph.Node("Unsqueeze", [graph.Node("Cos", [angles]), graph.Constant(2)])], ("axis", 2));
        return graph.Node("Reshape", [pairs, graph.Constant(1, -1, size)]);
    }

    /// <summary>Turns one number a distance into one a key: <c>[batch, heads, frames, 2 · frames - 1] → [batch, heads, frames, frames]</c>.</summary>
    /// <remarks>A column of zeros before each row, and the rows read as columns of one less, move each row by one against the row above.</remarks>
    public static string ByKey(OnnxGraphBuilder graph, string byDistance, string hidden)
    {
        var padded = graph.Node("Pad", [byDistance, graph.Constant(0, 0, 0, 1, 0, 0, 0, 0)]);
        var frames = graph.Node("Shape", [hidden], ("start", 1), ("end", 2));
        var turned = graph.Node("Reshape", [padded, graph.Node("Concat", [graph.Constant(0, 0, -1), frames], ("axis", 0))]);
        var shifted = graph.Node("Reshape", [graph.Node("Slice", [turned, graph.Constant(1), graph.Constant(long.MaxValue), graph.Constant(2)]), graph.Node("Shape", [byDistance])]);
        return graph.Node("Slice", [shifted, graph.Constant(0), frames, graph.Constant(3)]);
    }

    private static float[] Frequencies(int size)
    {
        var frequencies = new float[size / 2];
        for (var i = 0; i < frequencies.Length; i++)
        {
            frequencies[i] = MathF.Exp(2 * i * (float)(-Math.Log(Base) / size));
        }

        return frequencies;
    }
}
