using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Wav2Vec2Bert;

/// <summary>The encoder of Wav2Vec2-BERT: <c>float32 [batch, frames, inputs] → float32 [batch, frames, hidden]</c>, for clips of one length.</summary>
/// <remarks>Follows <c>Wav2Vec2BertModel</c> of transformers: conformer layers whose convolution looks back only, and attention with a learned vector for each distance.</remarks>
internal sealed record Wav2Vec2BertEncoder : ILayeredNetwork
{
    /// <summary>Gets what the names of the encoder's tensors begin with.</summary>
    public required string Prefix { get; init; }

    /// <summary>Gets the width of what it reads.</summary>
    public required int Inputs { get; init; }

    public required LayerSizes Sizes { get; init; }

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets the frames that the convolution of a layer sees.</summary>
    public required int Kernel { get; init; }

    /// <summary>Gets a value indicating whether attention knows how far apart two frames are.</summary>
    public required bool HasPositions { get; init; }

    /// <summary>Gets how far behind its query a key may lie before distances are taken as one.</summary>
    public required int Left { get; init; }

    /// <summary>Gets how far ahead of its query a key may lie before distances are taken as one.</summary>
    public required int Right { get; init; }

    /// <summary>Gets a value indicating whether the output is a sum of what all layers give, by weights of the checkpoint.</summary>
    public bool SumsLayers { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    private int HeadSize => HiddenSize / Sizes.Heads;

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var features = writer.Graph.Input("input_features", InputRole.Values, OnnxElementType.Float, "batch", "frames", Inputs);
        var encoder = writer.At(Prefix);
        var frames = encoder.LayerNorm(features, "feature_projection.layer_norm", Inputs, Sizes.Epsilon);
        List<string> states = [encoder.Linear(frames, "feature_projection.projection", Inputs, HiddenSize)];
        var places = HasPositions ? Places(writer.Graph, features) : null;
        var layer = new ConformerLayer
        {
            Sizes = Sizes,
            Epsilon = Sizes.Epsilon,
            Before = Kernel - 1,
            Behind = 0,
            NormalizeConvolved = (module, x) => module.Graph.Turned(module.LayerNorm(module.Graph.Turned(x), "depthwise_layer_norm", HiddenSize, Sizes.Epsilon)),
            Place = (attention, query) => (query, places is null ? "" : Scores(attention, query, places)),
        };
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            states.Add(layer.Write(encoder.At(Invariant($"encoder.layers.{i}.")), states[^1]));
        }

        return new(SumsLayers ? LayerSum.Standard.Write(writer, states) : states[^1]);
    }

    /// <summary>Adds the row of the table of distances that each pair of a query and a key has, int32 <c>[batch, heads, frames, frames]</c>.</summary>
    private string Places(OnnxGraphBuilder graph, string features)
    {
        var ahead = graph.Node("Neg", [graph.Distances(features)]);
        var rows = graph.Node("Add", [graph.Node("Clip", [ahead, graph.Whole(-Left), graph.Whole(Right)]), graph.Whole(Left)]);
        var picks = graph.Node("Cast", [rows], ("to", (int)OnnxElementType.Int32));
        return graph.Node("Expand", [picks, graph.Node("Concat", [graph.Node("Shape", [features], ("end", 1)), graph.Constant(Sizes.Heads), graph.Node("Shape", [picks])], ("axis", 0))]);
    }

    /// <summary>Adds what attention gives for how far a key lies from a query, <c>[batch, heads, frames, frames]</c>.</summary>
    private string Scores(NetworkWriter writer, string query, string places)
    {
        var graph = writer.Graph;
        var asking = graph.ByHead(query, Sizes.Heads, HeadSize);
        var distances = writer.Weight("distance_embedding.weight", (long)Left + Right + 1, HeadSize);
        var byDistance = graph.MicrosoftNode("FusedMatMul", [asking, distances], ("transB", 1), ("alpha", 1 / MathF.Sqrt(HeadSize)));
        return graph.Node("GatherElements", [byDistance, places], ("axis", 3));
    }
}
