using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Writes a layer of a conformer: half a feed-forward, attention, a convolution, half a feed-forward.</summary>
/// <remarks>Follows <c>Wav2Vec2ConformerEncoderLayer</c> and <c>Wav2Vec2BertEncoderLayer</c> of transformers, which differ in what attention knows of distances, and in what the convolution sees and how that is normalized.</remarks>
internal sealed record ConformerLayer
{
    private const float Half = 0.5f;

    public required LayerSizes Sizes { get; init; }

    /// <summary>Gets the epsilon of its normalizations.</summary>
    public required float Epsilon { get; init; }

    /// <summary>Gets how many frames before its own the convolution sees.</summary>
    public required int Before { get; init; }

    /// <summary>Gets how many frames behind its own the convolution sees.</summary>
    public required int Behind { get; init; }

    /// <summary>Gets what normalizes the convolved frames, <c>[batch, hidden, frames]</c>; the writer is at the names of the convolution.</summary>
    public required Func<NetworkWriter, string, string> NormalizeConvolved { get; init; }

    /// <summary>Gets what tells attention of distances: of the queries, those to ask with and what is added to their scores, empty for nothing; the writer is at the names of the attention.</summary>
    public required Func<NetworkWriter, string, (string Query, string Scores)> Place { get; init; }

    /// <summary>Writes the layer.</summary>
    /// <param name="writer">The writer, at the names of the layer.</param>
    /// <param name="hidden">The frames, <c>[batch, frames, hidden]</c>.</param>
    public string Write(NetworkWriter writer, string hidden)
    {
        var graph = writer.Graph;
        hidden = HalfFeedForward(writer, hidden, "ffn1");
        hidden = graph.Node("Add", [hidden, Attend(writer.At("self_attn."), Normalize(writer, hidden, "self_attn_layer_norm"))]);
        hidden = graph.Node("Add", [hidden, Convolve(writer.At("conv_module."), hidden)]);
        return Normalize(writer, HalfFeedForward(writer, hidden, "ffn2"), "final_layer_norm");
    }

    private string Normalize(NetworkWriter writer, string x, string name) => writer.LayerNorm(x, name, Sizes.Hidden, Epsilon);

    private string HalfFeedForward(NetworkWriter writer, string hidden, string name)
    {
        var graph = writer.Graph;
        var inner = writer.FeedForward(Normalize(writer, hidden, $"{name}_layer_norm"), $"{name}.intermediate_dense", $"{name}.output_dense", Sizes);
        return graph.Node("Add", [graph.Node("Mul", [inner, graph.Scalar(Half)]), hidden]);
    }

    private string Attend(NetworkWriter writer, string x)
    {
        var query = writer.Linear(x, "linear_q", Sizes.Hidden, Sizes.Hidden);
        var key = writer.Linear(x, "linear_k", Sizes.Hidden, Sizes.Hidden);
        var value = writer.Linear(x, "linear_v", Sizes.Hidden, Sizes.Hidden);
        (query, var scores) = Place(writer, query);
        return writer.Linear(writer.Attention(query, key, value, Sizes.Heads, scores: scores), "linear_out", Sizes.Hidden, Sizes.Hidden);
    }

    private string Convolve(NetworkWriter writer, string hidden)
    {
        var graph = writer.Graph;
        long size = Sizes.Hidden;
        var kernel = Before + 1 + Behind;
        var x = graph.Turned(Normalize(writer, hidden, "layer_norm"));
        x = graph.Node("Conv", [x, writer.Weight("pointwise_conv1.weight", 2 * size, size, 1)], ("kernel_shape", new long[] { 1 }));
        x = graph.Node("Mul", [graph.Part(x, 1, 0, size), graph.Node("Sigmoid", [graph.Part(x, 1, size, 2 * size)])]);
        x = graph.Node(
            "Conv",
            [x, writer.Weight("depthwise_conv.weight", size, 1, kernel)],
            ("kernel_shape", new long[] { kernel }),
            ("pads", new long[] { Before, Behind }),
            ("group", Sizes.Hidden));
        x = ActivationFunction.Apply(graph, Sizes.Activation, NormalizeConvolved(writer, x));
        x = graph.Node("Conv", [x, writer.Weight("pointwise_conv2.weight", size, size, 1)], ("kernel_shape", new long[] { 1 }));
        return graph.Turned(x);
    }
}
