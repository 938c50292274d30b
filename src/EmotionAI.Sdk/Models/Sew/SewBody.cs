using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Sew;

/// <summary>The layers of SEW: frames are squeezed before them and stretched behind them.</summary>
/// <remarks>Follows <c>SEWEncoder</c> of transformers. Frames that are left over when the factor does not divide them come out as zeros, and count in a mean.</remarks>
internal sealed record SewBody : ISpeechBody
{
    public required LayerSizes Sizes { get; init; }

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets how many frames become one.</summary>
    public required int Factor { get; init; }

    public required string Activation { get; init; }

    public required PositionalConvolution Positions { get; init; }

    public int FewestFrames => Factor;

    public int HiddenSize => Sizes.Hidden;

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    public SpeechStates Write(NetworkWriter writer, string hidden)
    {
        var graph = writer.Graph;
        var frames = graph.Node("Shape", [hidden], ("start", 1), ("end", 2));
        List<string> states = [writer.LayerNorm(Squeeze(writer, hidden), "layer_norm", Sizes.Hidden, Sizes.Epsilon)];
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            states.Add(writer.At(Invariant($"layers.{i}.")).PostNorm(states[^1], EncoderPart.AllPositions, TransformerBody.Names, Sizes));
        }

        return new(states, Stretch(writer, states[^1], frames));
    }

    private string Squeeze(NetworkWriter writer, string hidden)
    {
        var graph = writer.Graph;
        var turned = graph.Turned(hidden);
        var positions = ActivationFunction.Apply(graph, Activation, Positions.Write(writer.At("pos_conv_embed."), turned, isNormalized: true));
        var pooled = graph.Node("AveragePool", [turned], ("kernel_shape", new long[] { Factor }), ("strides", new long[] { Factor }));
        var shorter = graph.Node("Min", [Length(graph, positions), Length(graph, pooled)]);
        return graph.Turned(graph.Node("Add", [Begin(graph, pooled, shorter), Begin(graph, positions, shorter)]));
    }

    private string Stretch(NetworkWriter writer, string hidden, string frames)
    {
        var graph = writer.Graph;
        var stretched = ActivationFunction.Apply(graph, Activation, writer.Linear(hidden, "upsample.projection", Sizes.Hidden, (long)Sizes.Hidden * Factor));
        stretched = graph.Node("Reshape", [stretched, graph.Constant(0, -1, Sizes.Hidden)]);
        var missing = graph.Node("Max", [graph.Node("Sub", [frames, graph.Node("Shape", [stretched], ("start", 1), ("end", 2))]), graph.Constant(0)]);
        var pads = graph.Node("Concat", [graph.Constant(0, 0, 0, 0), missing, graph.Constant(0)], ("axis", 0));
        return graph.Node("Pad", [stretched, pads]);
    }

    private static string Length(OnnxGraphBuilder graph, string x) => graph.Node("Shape", [x], ("start", 2), ("end", 3));

    private static string Begin(OnnxGraphBuilder graph, string x, string length) => graph.Node("Slice", [x, graph.Constant(0), length, graph.Constant(2)]);
}
