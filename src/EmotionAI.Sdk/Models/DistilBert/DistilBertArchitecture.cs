using EmotionAI.Graphs;
using EmotionAI.Models.Bert;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.DistilBert;

/// <summary>Reads <c>DistilBertForSequenceClassification</c>: BERT without token types, with other names, and with an epsilon that no setting holds.</summary>
internal sealed class DistilBertArchitecture : ITextArchitecture
{
    private const float Epsilon = 1e-12f;

    private static readonly PostNormNames Names = new(
        "attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "sa_layer_norm",
        "ffn.lin1", "ffn.lin2", "output_layer_norm");

    public ArchitectureInfo Info { get; } = new("DistilBERT", ["distilbert"], "distilbert.", "pre_classifier (relu), classifier", "classifier.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var hidden = source.Size("dim");
        var layers = source.Size("n_layers");
        var positions = source.Size("max_position_embeddings");
        var sizes = new LayerSizes(hidden, source.Heads("n_heads", hidden, "dim"), source.Size("hidden_dim"), source.Activation("activation"), Epsilon);
        source.CheckPlain();
        return !source.IsSound ? null : new(Encoder(sizes, layers, positions), new ClassificationHead
        {
            Inputs = hidden,
            Dense = "pre_classifier",
            Activation = "relu",
            Output = "classifier",
            Outputs = source.Labels,
        });
    }

    private BertEncoder Encoder(LayerSizes sizes, int layers, int positions) => new()
    {
        Prefix = Info.Prefix,
        NumHiddenLayers = layers,
        LayersKey = "n_layers",
        LayerPrefix = static (layer, _) => Invariant($"transformer.layer.{layer}."),
        Names = Names,
        Sizes = sizes,
        EmbeddingSize = sizes.Hidden,
        MaxPositionEmbeddings = positions,
        HasTokenTypes = false,
    };
}
