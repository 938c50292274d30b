using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Wav2Vec2Conformer;

/// <summary>The layers of a conformer: half a feed-forward, attention, a convolution, half a feed-forward.</summary>
/// <remarks>Follows <c>Wav2Vec2ConformerEncoder</c> of transformers, whose layers normalize with the epsilon of torch. The positional convolution of the checkpoint is not used there either.</remarks>
internal sealed record ConformerBody : ISpeechBody
{
    private const float Epsilon = 1e-5f;
    private const float Half = 0.5f;

    public required LayerSizes Sizes { get; init; }

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets the frames that the convolution of a layer sees, an odd number.</summary>
    public required int Kernel { get; init; }

    /// <summary>Gets a value indicating whether attention knows how far apart two frames are.</summary>
    public required bool HasPositions { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    public SpeechStates Write(NetworkWriter writer, string hidden)
    {
        List<string> states = [hidden];
        var positions = HasPositions ? SinePositions.Relative(writer, hidden, Sizes.Hidden) : "";
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            states.Add(Layer(writer.At(Invariant($"layers.{i}.")), states[^1], positions));
        }

        return new(states, writer.LayerNorm(states[^1], "layer_norm", Sizes.Hidden, Sizes.Epsilon));
    }

    private string Layer(NetworkWriter writer, string hidden, string positions)
    {
        var graph = writer.Graph;
        hidden = HalfFeedForward(writer, hidden, "ffn1");
        hidden = graph.Node("Add", [hidden, Attend(writer.At("self_attn."), Normalize(writer, hidden, "self_attn_layer_norm"), positions)]);
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

    private string Attend(NetworkWriter writer, string x, string positions)
    {
        var query = writer.Linear(x, "linear_q", Sizes.Hidden, Sizes.Hidden);
        var key = writer.Linear(x, "linear_k", Sizes.Hidden, Sizes.Hidden);
        var value = writer.Linear(x, "linear_v", Sizes.Hidden, Sizes.Hidden);
        var scores = "";
        if (positions.Length > 0)
        {
            scores = Scores(writer, query, positions);
            query = writer.Graph.Node("Add", [query, Bias(writer, "pos_bias_u")]);
        }

        return writer.Linear(writer.Attention(query, key, value, Sizes.Heads, scores: scores), "linear_out", Sizes.Hidden, Sizes.Hidden);
    }

    /// <summary>Adds what attention gives for how far a query lies behind a key, <c>[batch, heads, frames, frames]</c>, as Transformer-XL computes it.</summary>
    private string Scores(NetworkWriter writer, string query, string positions)
    {
        var graph = writer.Graph;
        var size = Sizes.Hidden / Sizes.Heads;
        var asking = Split(graph, graph.Node("Add", [query, Bias(writer, "pos_bias_v")]), size);
        var asked = Split(graph, writer.Linear(positions, "linear_pos", Sizes.Hidden, Sizes.Hidden, bias: false), size);
        var byDistance = graph.MicrosoftNode("FusedMatMul", [asking, asked], ("transB", 1), ("alpha", 1 / MathF.Sqrt(size)));
        return SinePositions.ByKey(graph, byDistance, query);
    }

    /// <summary>Gives each head its part: <c>[batch, frames, hidden] → [batch, heads, frames, size]</c>.</summary>
    private string Split(OnnxGraphBuilder graph, string x, int size) =>
        graph.Node("Transpose", [graph.Node("Reshape", [x, graph.Constant(0, 0, Sizes.Heads, size)])], ("perm", new long[] { 0, 2, 1, 3 }));

    private string Bias(NetworkWriter writer, string name) =>
        writer.Graph.Node("Reshape", [writer.Weight(name, Sizes.Heads, Sizes.Hidden / Sizes.Heads), writer.Graph.Constant(Sizes.Hidden)]);

    private string Convolve(NetworkWriter writer, string hidden)
    {
        var graph = writer.Graph;
        long size = Sizes.Hidden;
        var x = graph.Turned(Normalize(writer, hidden, "layer_norm"));
        x = graph.Node("Conv", [x, writer.Weight("pointwise_conv1.weight", 2 * size, size, 1)], ("kernel_shape", new long[] { 1 }));
        x = graph.Node("Mul", [graph.Part(x, 1, 0, size), graph.Node("Sigmoid", [graph.Part(x, 1, size, 2 * size)])]);
        x = graph.Node(
            "Conv",
            [x, writer.Weight("depthwise_conv.weight", size, 1, Kernel)],
            ("kernel_shape", new long[] { Kernel }),
            ("pads", new long[] { (Kernel - 1) / 2, (Kernel - 1) / 2 }),
            ("group", Sizes.Hidden));
        x = ActivationFunction.Apply(graph, Sizes.Activation, writer.BatchNorm(x, "batch_norm", size));
        x = graph.Node("Conv", [x, writer.Weight("pointwise_conv2.weight", size, size, 1)], ("kernel_shape", new long[] { 1 }));
        return graph.Turned(x);
    }
}
