using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Writes the layers that encoders of speech share.</summary>
internal static class SpeechLayers
{
    /// <summary>Adds two linear layers with an activation between them.</summary>
    public static string FeedForward(this NetworkWriter writer, string x, string inner, string outer, LayerSizes sizes)
    {
        var product = writer.MatMul(x, $"{inner}.weight", sizes.Hidden, sizes.Inner);
        var activated = ActivationFunction.Apply(writer.Graph, sizes.Activation, product, writer.Weight($"{inner}.bias", sizes.Inner));
        return writer.Linear(activated, outer, sizes.Inner, sizes.Hidden);
    }

    /// <summary>Swaps frames and channels: <c>[batch, frames, size] ↔ [batch, size, frames]</c>.</summary>
    public static string Turned(this OnnxGraphBuilder graph, string x) => graph.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 }));

    /// <summary>Adds a normalization that has no weights, over the axes from one to the last.</summary>
    public static string PlainNorm(this OnnxGraphBuilder graph, string x, float epsilon, int axis = -1) =>
        graph.Node("LayerNormalization", [x, graph.Constant([1f], 1)], ("axis", axis), ("epsilon", epsilon));
}
