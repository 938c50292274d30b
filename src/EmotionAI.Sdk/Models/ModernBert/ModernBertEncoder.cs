using EmotionAI.Graphs;

namespace EmotionAI.Models.ModernBert;

/// <summary>The encoder of ModernBERT: rotated positions, normalizations before each half of a layer, gated linear layers, and layers that see a window only.</summary>
/// <remarks>Follows <c>ModernBertModel</c> of transformers.</remarks>
internal sealed record ModernBertEncoder : ITextNetwork
{
    public required string Prefix { get; init; }

    public string WordEmbeddings => "embeddings.tok_embeddings.weight";

    public required int NumHiddenLayers { get; init; }

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    public required LayerSizes Sizes { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public required int MaxLength { get; init; }

    /// <summary>Tells by its number whether a layer sees all tokens.</summary>
    public required Func<int, bool> SeesAll { get; init; }

    /// <summary>Gets how far a layer with a window sees on each side.</summary>
    public required int Window { get; init; }

    /// <summary>Gets the base of the rotations of layers that see all.</summary>
    public required float GlobalTheta { get; init; }

    /// <summary>Gets the base of the rotations of layers with a window.</summary>
    public required float LocalTheta { get; init; }

    public required bool NormHasBias { get; init; }

    public required bool AttentionHasBias { get; init; }

    public required bool InnerHasBias { get; init; }

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var ids = writer.InputIds();
        var encoder = writer.At(Prefix);
        var graph = writer.Graph;
        var (all, near) = (Rotation(writer, ids, GlobalTheta), Rotation(writer, ids, LocalTheta));
        var window = OutsideWindow(graph, ids);
        var hidden = Normalize(encoder, encoder.Embedding(ids, WordEmbeddings, -1, HiddenSize), "embeddings.norm");
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            var own = i == NumHiddenLayers - 1 ? part : EncoderPart.AllPositions;
            var layer = encoder.At(Invariant($"layers.{i}."));

            // The first layer reads what the embeddings' normalization gave.
            var read = i == 0 ? hidden : Normalize(layer, hidden, "attn_norm");
            var context = SeesAll(i) ? Attend(layer, read, own, all, "") : Attend(layer, read, own, near, window);
            hidden = graph.Node("Add", [graph.Queried(hidden, own), layer.Linear(context, "attn.Wo", HiddenSize, HiddenSize, AttentionHasBias)]);
            hidden = graph.Node("Add", [hidden, Inner(layer, Normalize(layer, hidden, "mlp_norm"))]);
        }

        return EncoderOutput.Of(writer, ids, Normalize(encoder, hidden, "final_norm"), part);
    }

    private string Normalize(NetworkWriter writer, string x, string name) => writer.LayerNorm(x, name, HiddenSize, Sizes.Epsilon, NormHasBias);

    private string Attend(NetworkWriter layer, string x, EncoderPart part, (string Cos, string Sin) rotation, string window)
    {
        var graph = layer.Graph;
        var projected = layer.Linear(x, "attn.Wqkv", HiddenSize, 3L * HiddenSize, AttentionHasBias);
        var query = graph.Part(projected, 2, 0, HiddenSize);
        var key = Rotate(graph, graph.Part(projected, 2, HiddenSize, 2L * HiddenSize), rotation);
        var value = graph.Part(projected, 2, 2L * HiddenSize, 3L * HiddenSize);
        if (part == EncoderPart.FirstPosition)
        {
            // Position 0 is not rotated.
            return layer.Attention(graph.Queried(query, part), key, value, Sizes.Heads, "", window.Length == 0 ? "" : graph.Part(window, 2, 0, 1));
        }

        return layer.Attention(Rotate(graph, query, rotation), key, value, Sizes.Heads, "", window);
    }

    private string Inner(NetworkWriter layer, string x)
    {
        var graph = layer.Graph;
        var both = layer.Linear(x, "mlp.Wi", HiddenSize, 2L * Sizes.Inner, InnerHasBias);
        var activated = ActivationFunction.Apply(graph, Sizes.Activation, graph.Part(both, 2, 0, Sizes.Inner));
        var gated = graph.Node("Mul", [activated, graph.Part(both, 2, Sizes.Inner, 2L * Sizes.Inner)]);
        return layer.Linear(gated, "mlp.Wo", Sizes.Inner, HiddenSize, InnerHasBias);
    }

    private string Rotate(OnnxGraphBuilder graph, string x, (string Cos, string Sin) rotation) =>
        graph.MicrosoftNode("RotaryEmbedding", [x, graph.Constant(0), rotation.Cos, rotation.Sin], ("num_heads", Sizes.Heads));

    /// <summary>Adds the cosines and sines of all positions, <c>[sequence, half of a head]</c>, in single precision as torch computes them.</summary>
    private (string Cos, string Sin) Rotation(NetworkWriter writer, string ids, float theta)
    {
        var graph = writer.Graph;
        var size = HiddenSize / Sizes.Heads;
        var frequencies = writer.Fold([1, size / 2], () => [.. Enumerable.Range(0, size / 2).Select(pair => 1 / (float)Math.Pow(theta, (float)(2 * pair) / size))]);
        var positions = graph.Node("Unsqueeze", [graph.ToFloat(graph.Positions(ids)), graph.Constant(1)]);
        var angles = graph.Node("Mul", [positions, frequencies]);
        return (graph.Node("Cos", [angles]), graph.Node("Sin", [angles]));
    }

    /// <summary>Adds what hides the keys outside a query's window, <c>[1, 1, queries, keys]</c>.</summary>
    private string OutsideWindow(OnnxGraphBuilder graph, string ids)
    {
        var isNear = graph.Node("LessOrEqual", [graph.Node("Abs", [graph.Distances(ids)]), graph.Whole(Window)]);
        return graph.Node("Unsqueeze", [graph.Node("Where", [isNear, graph.Scalar(0), graph.Scalar(float.MinValue)]), graph.Constant(0, 1)]);
    }
}
