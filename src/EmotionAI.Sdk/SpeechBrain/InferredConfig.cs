using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;

namespace EmotionAI.SpeechBrain;

/// <summary>Makes the settings of an encoder out of the shapes of its tensors, for folders that do not hold them.</summary>
/// <remarks>What shapes do not tell is what the published encoders have: heads of 64 values, the strides of wav2vec 2.0, and normalization before each half of a layer where every convolution normalizes.</remarks>
/// <param name="weights">The tensors of the encoder.</param>
/// <param name="prefix">What their names begin with.</param>
/// <param name="path">Their file, for messages.</param>
internal sealed class InferredConfig(StateDictionary weights, string prefix, string path, BundleProblems problems)
{
    private const int HeadSize = 64;
    private const int MostLayers = 1_000;

    private static readonly int[] Strides = [5, 2, 2, 2, 2, 2, 2];

    /// <summary>Makes the settings, and tells from what.</summary>
    /// <param name="modelType">The <c>model_type</c>, where no tensor says another.</param>
    /// <param name="isNormalized">Whether the samples are taken to be normalized, as nothing says it.</param>
    /// <returns>The settings; null where a tensor is missing or has no shape of this kind, and a problem was added.</returns>
    public HuggingFaceConfig? Read(string modelType, bool isNormalized)
    {
        var convolutions = Numbered("feature_extractor.conv_layers.{0}.conv.weight", 3);
        var projection = Shape("feature_projection.projection.weight", 2);
        var inner = Shape("encoder.layers.0.feed_forward.intermediate_dense.weight", 2);
        var positions = Shape("encoder.pos_conv_embed.conv.parametrizations.weight.original1", 3) ?? Shape("encoder.pos_conv_embed.conv.weight", 3);
        var gate = Shape("encoder.layers.0.attention.gru_rel_pos_const", 4);
        if (convolutions.Count != Strides.Length || projection is null || inner is null || positions is null || positions[1] < 1 || (gate is null && projection[0] % HeadSize != 0))
        {
            problems.Error(EmotionErrorCodes.FileMissing, path, EncoderConfig.FileName, "no config.json of the encoder, and tensors whose shapes do not tell one", "encoder-config/config.json beside hyperparams.yaml, named as the source of the lobe");
            return null;
        }

        var isStable = Has("feature_extractor.conv_layers.1.layer_norm.weight");
        var heads = gate?[1] ?? projection[0] / HeadSize;
        var config = new JsonObject
        {
            [ModelTypes.Key] = gate is null ? modelType : "wavlm",
            ["hidden_size"] = projection[0],
            ["num_attention_heads"] = heads,
            ["num_hidden_layers"] = Numbered("encoder.layers.{0}.final_layer_norm.weight", 1).Count,
            ["intermediate_size"] = inner[0],
            ["conv_dim"] = Numbers(convolutions.Select(shape => shape[0])),
            ["conv_kernel"] = Numbers(convolutions.Select(shape => shape[2])),
            ["conv_stride"] = Numbers(Strides.Select(stride => (long)stride)),
            ["conv_bias"] = Has("feature_extractor.conv_layers.0.conv.bias"),
            ["feat_extract_norm"] = isStable ? "layer" : "group",
            ["do_stable_layer_norm"] = isStable,
            ["feat_proj_layer_norm"] = Has("feature_projection.layer_norm.weight"),
            ["num_conv_pos_embeddings"] = positions[2],
            ["num_conv_pos_embedding_groups"] = projection[0] / positions[1],
        };
        if (Shape("encoder.layers.0.attention.rel_attn_embed.weight", 2) is { } table)
        {
            config["num_buckets"] = table[0];
        }

        problems.Warning(EmotionErrorCodes.FileMissing, path, EncoderConfig.FileName, "no config.json of the encoder", Invariant($"{config[ModelTypes.Key]} is taken from the shapes: width {projection[0]}, {config["num_hidden_layers"]} layers of {heads} heads, {(isStable ? "layer" : "group")} norm in the convolutions, do_stable_layer_norm {(isStable ? "true" : "false")}{(isNormalized ? ", do_normalize true" : "")}; put the encoder's config.json and preprocessor_config.json into encoder-config/ and name that as the source where it is another"));
        return new HuggingFaceConfig(JsonDocument.Parse(config.ToJsonString()).RootElement, path, problems);
    }

    private static JsonArray Numbers(IEnumerable<long> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);

    private bool Has(string name) => weights.Contains(prefix + name);

    private long[]? Shape(string name, int rank) => weights.TryGet(prefix + name, out var tensor) && tensor.Shape.Length == rank && Array.TrueForAll(tensor.Shape, size => size > 0) ? tensor.Shape : null;

    private List<long[]> Numbered(string format, int rank)
    {
        var shapes = new List<long[]>();
        while (shapes.Count < MostLayers && Shape(string.Format(CultureInfo.InvariantCulture, format, shapes.Count), rank) is { } shape)
        {
            shapes.Add(shape);
        }

        return shapes;
    }
}
