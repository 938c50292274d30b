using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Whisper;

/// <summary>The encoder of Whisper: <c>float32 [batch, bands, frames] → float32 [batch, frames / 2, hidden]</c>.</summary>
/// <remarks>Follows <c>WhisperEncoder</c> of transformers: two convolutions, learned positions, layers that normalize before each half.</remarks>
internal sealed record WhisperEncoder : ILayeredNetwork
{
    /// <summary>The epsilon of torch, which the settings cannot change.</summary>
    public const float Epsilon = 1e-5f;

    private const int Kernel = 3;

    /// <summary>Gets what the names of the encoder's tensors begin with.</summary>
    public required string Prefix { get; init; }

    public required LayerSizes Sizes { get; init; }

    public required int NumLayers { get; init; }

    public required int MelBands { get; init; }

    /// <summary>Gets the number of positions, half that of the frames.</summary>
    public required int Positions { get; init; }

    /// <summary>Gets a value indicating whether the output is a sum of what all layers give, by weights of the checkpoint.</summary>
    public bool SumsLayers { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public IEnumerable<LayerCount> Layers => [new("encoder_layers", NumLayers)];

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var graph = writer.Graph;
        var encoder = writer.At(Prefix);
        var features = graph.Input("input_features", InputRole.Values, OnnxElementType.Float, "batch", MelBands, 2 * Positions);
        var hidden = graph.Turned(Convolve(encoder, Convolve(encoder, features, "conv1", MelBands, stride: 1), "conv2", HiddenSize, stride: 2));
        hidden = graph.Node("Add", [hidden, encoder.Weight("embed_positions.weight", Positions, HiddenSize)]);
        List<string> states = [hidden];
        for (var i = 0; i < NumLayers; i++)
        {
            states.Add(Layer(encoder.At(Invariant($"layers.{i}.")), states[^1]));
        }

        states[^1] = encoder.LayerNorm(states[^1], "layer_norm", HiddenSize, Epsilon);
        return new(SumsLayers ? LayerSum.Standard.Write(writer, states) : states[^1]);
    }

    private string Convolve(NetworkWriter writer, string x, string name, long inputs, int stride)
    {
        x = writer.Graph.Node(
            "Conv",
            [x, writer.Weight($"{name}.weight", HiddenSize, inputs, Kernel), writer.Weight($"{name}.bias", HiddenSize)],
            ("kernel_shape", new long[] { Kernel }),
            ("pads", new long[] { 1, 1 }),
            ("strides", new long[] { stride }));
        return ActivationFunction.Apply(writer.Graph, "gelu", x);
    }

    private string Layer(NetworkWriter layer, string hidden)
    {
        var graph = layer.Graph;
        var attended = layer.Linear(Attend(layer, layer.LayerNorm(hidden, "self_attn_layer_norm", HiddenSize, Epsilon)), "self_attn.out_proj", HiddenSize, HiddenSize);
        hidden = graph.Node("Add", [hidden, attended]);
        return graph.Node("Add", [hidden, layer.FeedForward(layer.LayerNorm(hidden, "final_layer_norm", HiddenSize, Epsilon), "fc1", "fc2", Sizes)]);
    }

    /// <summary>Adds attention whose keys have no bias.</summary>
    private string Attend(NetworkWriter layer, string x)
    {
        var size = HiddenSize;
        var query = layer.MatMul(x, "self_attn.q_proj.weight", size, size);
        var key = layer.MatMul(x, "self_attn.k_proj.weight", size, size);
        var value = layer.MatMul(x, "self_attn.v_proj.weight", size, size);
        var (q, v) = (layer.Find("self_attn.q_proj.bias", size), layer.Find("self_attn.v_proj.bias", size));
        return layer.Attention(query, key, value, Sizes.Heads, layer.Fold([3L * size], () => [.. q.Values(), .. new float[size], .. v.Values()]));
    }
}
