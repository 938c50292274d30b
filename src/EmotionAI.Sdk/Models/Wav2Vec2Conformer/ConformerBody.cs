using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Wav2Vec2Conformer;

/// <summary>The layers of a conformer whose attention adds what sines of distances give.</summary>
/// <remarks>Follows <c>Wav2Vec2ConformerEncoder</c> of transformers, whose layers normalize with the epsilon of torch. The positional convolution of the checkpoint is not used there either.</remarks>
internal sealed record ConformerBody : ISpeechBody
{
    private const float Epsilon = 1e-5f;

    public required LayerSizes Sizes { get; init; }

    public required int NumHiddenLayers { get; init; }

    /// <summary>Gets the frames that the convolution of a layer sees, an odd number.</summary>
    public required int Kernel { get; init; }

    /// <summary>Gets a value indicating whether attention knows how far apart two frames are.</summary>
    public required bool HasPositions { get; init; }

    public int HiddenSize => Sizes.Hidden;

    public int Heads => Sizes.Heads;

    public IEnumerable<LayerCount> Layers => [new("num_hidden_layers", NumHiddenLayers)];

    public SpeechStates Write(NetworkWriter writer, string hidden)
    {
        List<string> states = [hidden];
        var positions = HasPositions ? SinePositions.Relative(writer, hidden, Sizes.Hidden) : null;
        var layer = new ConformerLayer
        {
            Sizes = Sizes,
            Epsilon = Epsilon,
            Before = (Kernel - 1) / 2,
            Behind = (Kernel - 1) / 2,
            NormalizeConvolved = (module, x) => module.BatchNorm(x, "batch_norm", Sizes.Hidden),
            Place = (attention, query) => positions is null ? (query, "") : (attention.Graph.Node("Add", [query, Bias(attention, "pos_bias_u")]), Scores(attention, query, positions)),
        };
        for (var i = 0; i < NumHiddenLayers; i++)
        {
            states.Add(layer.Write(writer.At(Invariant($"layers.{i}.")), states[^1]));
        }

        return new(states, writer.LayerNorm(states[^1], "layer_norm", Sizes.Hidden, Sizes.Epsilon));
    }

    /// <summary>Adds what attention gives for how far a query lies behind a key, <c>[batch, heads, frames, frames]</c>, as Transformer-XL computes it.</summary>
    private string Scores(NetworkWriter writer, string query, string positions)
    {
        var graph = writer.Graph;
        var size = Sizes.Hidden / Sizes.Heads;
        var asking = graph.ByHead(graph.Node("Add", [query, Bias(writer, "pos_bias_v")]), Sizes.Heads, size);
        var asked = graph.ByHead(writer.Linear(positions, "linear_pos", Sizes.Hidden, Sizes.Hidden, bias: false), Sizes.Heads, size);
        var byDistance = graph.MicrosoftNode("FusedMatMul", [asking, asked], ("transB", 1), ("alpha", 1 / MathF.Sqrt(size)));
        return SinePositions.ByKey(graph, byDistance, query);
    }

    private string Bias(NetworkWriter writer, string name) =>
        writer.Graph.Node("Reshape", [writer.Weight(name, Sizes.Heads, Sizes.Hidden / Sizes.Heads), writer.Graph.Constant(Sizes.Hidden)]);
}
