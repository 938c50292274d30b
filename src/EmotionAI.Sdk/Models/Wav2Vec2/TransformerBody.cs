using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>The transformer of wav2vec 2.0: positions by convolution, and layers that normalize behind each half or before it.</summary>
/// <remarks>Follows <c>Wav2Vec2Encoder</c> and <c>Wav2Vec2EncoderStableLayerNorm</c> of transformers.</remarks>
internal sealed record TransformerBody : ISpeechBody
{
    public static readonly PostNormNames Names = new(
        "attention.q_proj", "attention.k_proj", "attention.v_proj", "attention.out_proj", "layer_norm",
        "feed_forward.intermediate_dense", "feed_forward.output_dense", "final_layer_norm");

    public required LayerSizes Sizes { get; init; }

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets a value indicating whether layers normalize before each half (<c>do_stable_layer_norm</c>).</summary>
    public bool IsStable { get; init; }

    /// <summary>Gets what writes positions from frames, both <c>[batch, frames, hidden]</c>, at the names of <c>pos_conv_embed</c>.</summary>
    public required Func<NetworkWriter, string, string> Positions { get; init; }

    /// <summary>Gets what attention adds for how far apart two frames are; null for nothing.</summary>
    public GatedPositions? Gated { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    public SpeechStates Write(NetworkWriter writer, string hidden)
    {
        hidden = writer.Graph.Node("Add", [hidden, Positions(writer.At("pos_conv_embed."), hidden)]);
        if (!IsStable)
        {
            hidden = Normalize(writer, hidden);
        }

        List<string> states = [hidden];
        var distances = Gated?.Distances(writer.At("layers.0.attention."), hidden) ?? "";
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            var layer = writer.At(Invariant($"layers.{i}."));
            hidden = IsStable ? PreNorm(layer, hidden, distances) : layer.PostNorm(hidden, EncoderPart.AllPositions, Names, Sizes, Scores(layer, hidden, distances));
            states.Add(hidden);
        }

        return new(states, IsStable ? Normalize(writer, hidden) : hidden);
    }

    private string Normalize(NetworkWriter writer, string hidden) => writer.LayerNorm(hidden, "layer_norm", Sizes.Hidden, Sizes.Epsilon);

    private string Scores(NetworkWriter layer, string attended, string distances) => Gated?.Scores(layer.At("attention."), attended, distances, Sizes) ?? "";

    private string PreNorm(NetworkWriter layer, string hidden, string distances)
    {
        var graph = layer.Graph;
        var attended = layer.LayerNorm(hidden, Names.AttentionNorm, Sizes.Hidden, Sizes.Epsilon);
        var context = layer.Attention(attended, attended, (Names.Query, Names.Key, Names.Value), Sizes.Hidden, Sizes.Heads, Scores(layer, attended, distances));
        hidden = graph.Node("Add", [hidden, layer.Linear(context, Names.Attended, Sizes.Hidden, Sizes.Hidden)]);
        var normalized = layer.LayerNorm(hidden, Names.OutputNorm, Sizes.Hidden, Sizes.Epsilon);
        return graph.Node("Add", [hidden, layer.FeedForward(normalized, Names.Inner, Names.Outer, Sizes)]);
    }
}
