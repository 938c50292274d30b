using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Bert;

/// <summary>Reads <c>BertForSequenceClassification</c>.</summary>
internal sealed class BertArchitecture : ITextArchitecture
{
    private const float DefaultEpsilon = 1e-12f;
    private const string PositionsKey = "max_position_embeddings";

    public ArchitectureInfo Info { get; } = new("BERT", ["bert"], "bert.", "pooler (tanh), classifier", "classifier.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var encoder = ReadEncoder(source, Info.Prefix, DefaultEpsilon);
        return encoder is null ? null : new(encoder, new ClassificationHead
        {
            Inputs = encoder.HiddenSize,
            Dense = "bert.pooler.dense",
            Activation = "tanh",
            Output = "classifier",
            Outputs = source.Labels,
        });
    }

    /// <summary>Reads the encoder of BERT, or of a relative that has the same settings.</summary>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <param name="epsilon">The default of <c>layer_norm_eps</c>.</param>
    /// <param name="activation">The default of <c>hidden_act</c>.</param>
    /// <param name="padding">The id behind whose number positions begin; null where they begin with 0.</param>
    /// <returns>The encoder; null where there was a problem, which was added.</returns>
    public static BertEncoder? ReadEncoder(ModelSource source, string prefix, float epsilon, string activation = "gelu", int? padding = null)
    {
        var hidden = source.Size("hidden_size");
        var heads = source.Heads("num_attention_heads", hidden);
        var layers = source.Size("num_hidden_layers");
        var inner = source.Size("intermediate_size");
        var positions = source.Size(PositionsKey);
        activation = source.Activation("hidden_act", activation);
        if (source.IsSound && padding >= positions - 1)
        {
            source.Error(PositionsKey, Invariant($"{positions}"), Invariant($"more than {padding + 1L}: positions begin behind the id of the padding, {padding}"));
        }

        source.Require("position_embedding_type", "absolute");
        source.CheckPlain();
        var sizes = new LayerSizes(hidden, heads, inner, activation, source.Epsilon("layer_norm_eps", epsilon));
        return !source.IsSound ? null : new BertEncoder
        {
            Prefix = prefix,
            NumHiddenLayers = layers,
            Sizes = sizes,
            EmbeddingSize = hidden,
            MaxPositionEmbeddings = positions,
            PaddingId = padding,
        };
    }
}
