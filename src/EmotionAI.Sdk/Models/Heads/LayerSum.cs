using System.Numerics.Tensors;
using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Heads;

/// <summary>Writes the sum of what all layers give, by weights of the checkpoint that a softmax brings to 1.</summary>
/// <remarks>Follows <c>use_weighted_layer_sum</c> of transformers, and <c>WeightedSSLModel</c> of SpeechBrain.</remarks>
/// <param name="Weights">The name of the weights.</param>
/// <param name="Normalizes">Whether each frame of each layer is normalized before.</param>
internal sealed record LayerSum(string Weights, bool Normalizes = false)
{
    /// <summary>The setting that asks for it.</summary>
    public const string Key = "use_weighted_layer_sum";

    private const float Epsilon = 1e-5f;

    /// <summary>Gets the sum that transformers writes.</summary>
    public static LayerSum Standard { get; } = new("layer_weights");

    /// <summary>Adds the sum.</summary>
    /// <param name="writer">The writer, at the names of the head.</param>
    /// <param name="states">What goes into the first layer and what comes out of each.</param>
    public string Write(NetworkWriter writer, IReadOnlyList<string> states)
    {
        var weights = writer.Find(Weights, states.Count);
        var parts = states.Select((state, i) => writer.Graph.Node("Mul", [Normalizes ? writer.Graph.PlainNorm(state, Epsilon) : state, writer.Fold([1], () => [Softmax(weights.Values())[i]])]));
        return writer.Graph.Node("Sum", [.. parts]);
    }

    private static float[] Softmax(float[] values)
    {
        // The sum of exponentials as they are overflows from 89 on.
        TensorPrimitives.Subtract(values, TensorPrimitives.Max(values), values);
        TensorPrimitives.SoftMax(values, values);
        return values;
    }
}
