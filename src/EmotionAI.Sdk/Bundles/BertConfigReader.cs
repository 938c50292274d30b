using EmotionAI.Graphs;
using EmotionAI.Graphs.Bert;

namespace EmotionAI.Bundles;

/// <summary>Reads the settings of a BERT encoder from <c>config.json</c>.</summary>
internal static class BertConfigReader
{
    private const float DefaultLayerNormEps = 1e-12f;
    private const string DefaultHiddenAct = "gelu";

    /// <summary>Reads the settings.</summary>
    /// <param name="labels">The number of outputs of the head.</param>
    /// <returns>The settings; null where there was a problem, which was added.</returns>
    public static BertConfig? Read(HuggingFaceConfig config, int labels, BundleProblems problems)
    {
        var hidden = config.Size("hidden_size");
        var heads = config.Size("num_attention_heads");
        var layers = config.Size("num_hidden_layers");
        var inner = config.Size("intermediate_size");
        var positions = config.Size("max_position_embeddings");
        var activation = config.Text("hidden_act") ?? DefaultHiddenAct;
        var sound = hidden > 0 && heads > 0 && layers > 0 && inner > 0 && positions > 0;
        if (hidden > 0 && heads > 0 && hidden % heads != 0)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, config.Path, "num_attention_heads", $"{heads}", $"a divisor of hidden_size, {hidden}");
            sound = false;
        }

        if (!ActivationFunction.IsKnown(activation))
        {
            problems.Error(BundleProblemCodes.ValueInvalid, config.Path, "hidden_act", $"'{activation}'", string.Join(", ", ActivationFunction.Names));
            sound = false;
        }

        if (config.Text("position_embedding_type") is { } type and not "absolute")
        {
            problems.Error(BundleProblemCodes.ValueInvalid, config.Path, "position_embedding_type", $"'{type}'", "absolute");
            sound = false;
        }

        return !sound ? null : new BertConfig
        {
            HiddenSize = hidden,
            NumHiddenLayers = layers,
            NumAttentionHeads = heads,
            IntermediateSize = inner,
            MaxPositionEmbeddings = positions,
            HiddenAct = activation,
            LayerNormEps = config.Epsilon("layer_norm_eps", DefaultLayerNormEps),
            NumLabels = labels,
        };
    }
}
