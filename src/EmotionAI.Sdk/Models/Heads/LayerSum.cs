using System.Numerics.Tensors;
using EmotionAI.Graphs;

namespace EmotionAI.Models.Heads;

/// <summary>Writes the sum of what all layers give, by weights of the checkpoint that a softmax brings to 1.</summary>
/// <remarks>Follows <c>use_weighted_layer_sum</c> of transformers.</remarks>
internal static class LayerSum
{
    /// <summary>The setting that asks for it.</summary>
    public const string Key = "use_weighted_layer_sum";

    private const string Weights = "layer_weights";

    /// <summary>Adds the sum.</summary>
    /// <param name="writer">The writer, at the names of the head.</param>
    /// <param name="states">What goes into the first layer and what comes out of each.</param>
    public static string Write(NetworkWriter writer, IReadOnlyList<string> states)
    {
        var weights = writer.Find(Weights, states.Count);
        var parts = states.Select((state, i) => writer.Graph.Node("Mul", [state, writer.Fold([1], () => [Softmax(weights.Values())[i]])]));
        return writer.Graph.Node("Sum", [.. parts]);
    }

    private static float[] Softmax(float[] values)
    {
        TensorPrimitives.SoftMax(values, values);
        return values;
    }
}
