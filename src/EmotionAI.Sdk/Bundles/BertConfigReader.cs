using System.Text.Json;
using EmotionAI.Graphs;
using EmotionAI.Graphs.Bert;

namespace EmotionAI.Bundles;

/// <summary>Reads the settings of a BERT encoder from <c>config.json</c>.</summary>
internal static class BertConfigReader
{
    private const float DefaultLayerNormEps = 1e-12f;
    private const string DefaultHiddenAct = "gelu";

    private static readonly (string Key, string Allowed)[] Unsupported =
    [
        ("is_decoder", "false: a decoder hides later tokens from earlier ones, which is not supported; export an encoder"),
        ("add_cross_attention", "false: a decoder's attention to another model is not supported; export an encoder"),
        ("pruned_heads", "none: save the model with all its heads"),
        ("quantization_config", "none: save the model with float32, float16 or bfloat16 weights"),
    ];

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
        var activation = config.Find("hidden_act") is { } act ? JsonFile.Text(act) ?? JsonFile.Describe(act) : DefaultHiddenAct;
        var sound = hidden > 0 && heads > 0 && layers > 0 && inner > 0 && positions > 0;
        if (hidden > 0 && heads > 0 && hidden % heads != 0)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, config.Path, "num_attention_heads", Invariant($"{heads}"), Invariant($"a divisor of hidden_size, {hidden}"));
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

        sound &= IsPlain(config, problems);
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

    /// <summary>Refuses by name what would change the answers and is not supported; code of the model's own is told and not run.</summary>
    private static bool IsPlain(HuggingFaceConfig config, BundleProblems problems)
    {
        var sound = true;
        if (config.Find("auto_map") is { ValueKind: JsonValueKind.Object } code && !IsEmpty(code))
        {
            problems.Warning(BundleProblemCodes.KeyUnknown, config.Path, "auto_map", JsonFile.Describe(code), "nothing: code of a model is never run; the class of model_type is taken, as in transformers without trust_remote_code");
        }

        foreach (var (key, allowed) in Unsupported)
        {
            if (config.Find(key) is { } value && value.ValueKind != JsonValueKind.False && !IsEmpty(value))
            {
                problems.Error(BundleProblemCodes.ValueInvalid, config.Path, key, JsonFile.Describe(value), allowed);
                sound = false;
            }
        }

        return sound;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
