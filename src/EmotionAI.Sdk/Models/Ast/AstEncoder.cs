using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Ast;

/// <summary>The encoder of an Audio Spectrogram Transformer: <c>float32 [batch, frames, bands] → float32 [batch, hidden]</c>, or all positions.</summary>
/// <remarks>Follows <c>ASTModel</c> of transformers. What counts as the first position is the mean of its two tokens, as its <c>pooler_output</c> is; the last layer computes only them for it.</remarks>
internal sealed record AstEncoder : ILayeredNetwork
{
    private const int Tokens = 2;

    /// <summary>Gets what the names of the encoder's tensors begin with.</summary>
    public required string Prefix { get; init; }

    public required LayerSizes Sizes { get; init; }

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets the number of frames of the spectrogram.</summary>
    public required int Frames { get; init; }

    public required int MelBands { get; init; }

    /// <summary>Gets the side of a patch, in frames and in bands.</summary>
    public required int PatchSize { get; init; }

    /// <summary>Gets the distance from patch to patch, in bands.</summary>
    public required int BandStride { get; init; }

    /// <summary>Gets the distance from patch to patch, in frames.</summary>
    public required int FrameStride { get; init; }

    public required bool AttentionHasBias { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    private long Patches => (((MelBands - PatchSize) / BandStride) + 1L) * (((Frames - PatchSize) / FrameStride) + 1L);

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var encoder = writer.At(Prefix);
        var names = AstNames.Find(encoder);
        var hidden = Embed(encoder.At("embeddings."), writer.Graph.Input("input_values", InputRole.Values, OnnxElementType.Float, "batch", Frames, MelBands));
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            var queried = part == EncoderPart.FirstPosition && i == NumHiddenLayers - 1;
            hidden = Layer(encoder.At(Invariant($"{names.Layers}.{i}.")), hidden, names, queried);
        }

        hidden = encoder.LayerNorm(hidden, "layernorm", HiddenSize, Sizes.Epsilon);
        return new(part == EncoderPart.FirstPosition ? writer.Graph.Node("ReduceMean", [hidden], ("axes", new long[] { 1 }), ("keepdims", 0)) : hidden);
    }

    private string Embed(NetworkWriter writer, string features)
    {
        var graph = writer.Graph;
        var picture = graph.Node("Unsqueeze", [graph.Turned(features), graph.Constant(1)]);
        var patches = graph.Node(
            "Conv",
            [picture, writer.Weight("patch_embeddings.projection.weight", HiddenSize, 1, PatchSize, PatchSize), writer.Weight("patch_embeddings.projection.bias", HiddenSize)],
            ("kernel_shape", new long[] { PatchSize, PatchSize }),
            ("strides", new long[] { BandStride, FrameStride }));
        patches = graph.Turned(graph.Node("Reshape", [patches, graph.Constant(0, 0, -1)]));
        var positions = writer.Find("position_embeddings", 1, Patches + Tokens, HiddenSize);
        var (first, second) = (writer.Find("cls_token", 1, 1, HiddenSize), writer.Find("distillation_token", 1, 1, HiddenSize));

        // The tokens are the same for every clip, so that their positions are added once.
        var tokens = writer.Fold([1, Tokens, HiddenSize], () => [.. first.Values().Concat(second.Values()).Zip(positions.Values(), (token, position) => token + position)]);
        var rest = writer.Fold([1, Patches, HiddenSize], () => positions.Values()[(Tokens * HiddenSize)..]);
        var shape = graph.Node("Concat", [graph.Node("Shape", [features], ("end", 1)), graph.Constant(Tokens, HiddenSize)], ("axis", 0));
        return graph.Node("Concat", [graph.Node("Expand", [tokens, shape]), graph.Node("Add", [patches, rest])], ("axis", 1));
    }

    private string Layer(NetworkWriter layer, string hidden, AstNames names, bool tokensOnly)
    {
        var graph = layer.Graph;
        var read = layer.LayerNorm(hidden, "layernorm_before", HiddenSize, Sizes.Epsilon);
        var asking = tokensOnly ? graph.Part(read, 1, 0, Tokens) : read;
        hidden = tokensOnly ? graph.Part(hidden, 1, 0, Tokens) : hidden;
        var query = layer.Linear(asking, names.Query, HiddenSize, HiddenSize, AttentionHasBias);
        var key = layer.Linear(read, names.Key, HiddenSize, HiddenSize, AttentionHasBias);
        var value = layer.Linear(read, names.Value, HiddenSize, HiddenSize, AttentionHasBias);
        hidden = graph.Node("Add", [hidden, layer.Linear(layer.Attention(query, key, value, Sizes.Heads), names.Attended, HiddenSize, HiddenSize)]);
        return graph.Node("Add", [hidden, layer.FeedForward(layer.LayerNorm(hidden, "layernorm_after", HiddenSize, Sizes.Epsilon), names.Inner, names.Outer, Sizes)]);
    }
}
