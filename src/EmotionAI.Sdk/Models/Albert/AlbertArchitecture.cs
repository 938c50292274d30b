using EmotionAI.Graphs;
using EmotionAI.Models.Bert;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Albert;

/// <summary>Reads <c>AlbertForSequenceClassification</c>: layers in groups that share their weights, behind embeddings of another width.</summary>
internal sealed class AlbertArchitecture : ITextArchitecture
{
    private const float DefaultEpsilon = 1e-12f;
    private const int DefaultEmbeddingSize = 128;

    private static readonly PostNormNames Names = new(
        "attention.query", "attention.key", "attention.value", "attention.dense", "attention.LayerNorm",
        "ffn", "ffn_output", "full_layer_layer_norm");

    public ArchitectureInfo Info { get; } = new("ALBERT", ["albert"], "albert.", "pooler (tanh), classifier", "classifier.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var embedding = source.Size("embedding_size", DefaultEmbeddingSize);
        var groups = source.Size("num_hidden_groups", 1);
        var inner = source.Size("inner_group_num", 1);
        var encoder = BertArchitecture.ReadEncoder(source, Info.Prefix, DefaultEpsilon, "gelu_new");
        if (encoder is null)
        {
            return null;
        }

        var each = (double)encoder.NumHiddenLayers / groups;
        return new(
            encoder with
            {
                InnerLayers = inner,
                LayerPrefix = (layer, number) => Invariant($"encoder.albert_layer_groups.{(int)(layer / each)}.albert_layers.{number}."),
                Names = Names,
                EmbeddingSize = embedding,
                Projection = "encoder.embedding_hidden_mapping_in",
            },
            new ClassificationHead
            {
                Inputs = encoder.HiddenSize,
                Dense = "albert.pooler",
                Activation = "tanh",
                Output = "classifier",
                Outputs = source.Labels,
            });
    }
}
