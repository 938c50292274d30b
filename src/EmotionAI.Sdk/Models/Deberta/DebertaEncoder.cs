using EmotionAI.Graphs;
using EmotionAI.Models.Disentangled;

namespace EmotionAI.Models.Deberta;

/// <summary>The encoder of the first DeBERTa: one projection for queries, keys and values, of which the keys have no bias, and a row of the table for every distance.</summary>
/// <remarks>Follows <c>DebertaModel</c> of transformers.</remarks>
internal sealed class DebertaEncoder(DisentangledSettings settings) : DisentangledEncoder(settings)
{
    protected override int Span => Settings.MaxRelativePositions;

    // As transformers counts: every entry, also one that it does not know, and without relative attention too.
    protected override int ScaleFactor => 1 + Settings.PositionAttention.Count;

    /// <summary>Adds queries, keys and values, which stand head by head in one projection: the queries of a head, its keys, its values.</summary>
    protected override (string Query, string Key, string Value) Project(NetworkWriter layer, string hidden, EncoderPart part)
    {
        var graph = layer.Graph;
        var projected = layer.MatMul(hidden, Attention + "in_proj.weight", HiddenSize, 3L * HiddenSize);
        var byHead = graph.Node("Reshape", [projected, graph.Constant(0, 0, Settings.Sizes.Heads, 3L * HeadSize)]);
        return (
            graph.Queried(graph.Node("Add", [Third(graph, byHead, 0), layer.Weight(Attention + "q_bias", HiddenSize)]), part),
            Third(graph, byHead, 1),
            graph.Node("Add", [Third(graph, byHead, 2), layer.Weight(Attention + "v_bias", HiddenSize)]));
    }

    protected override (NetworkWeight Weight, NetworkWeight? Bias) PositionKeys(NetworkWriter layer) => (layer.Find(Attention + "pos_proj.weight", HiddenSize, HiddenSize), null);

    protected override (NetworkWeight Weight, NetworkWeight? Bias) PositionQueries(NetworkWriter layer) =>
        (layer.Find(Attention + "pos_q_proj.weight", HiddenSize, HiddenSize), layer.Find(Attention + "pos_q_proj.bias", HiddenSize));

    private string Third(OnnxGraphBuilder graph, string byHead, int index) =>
        graph.Node("Reshape", [graph.Part(byHead, 3, (long)index * HeadSize, (index + 1L) * HeadSize), graph.Constant(0, 0, HiddenSize)]);
}
