using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.ModernBert;

/// <summary>Reads <c>ModernBertForSequenceClassification</c>, with the keys of transformers 4 and of 5.</summary>
internal sealed class ModernBertArchitecture : ITextArchitecture
{
    private const float DefaultEpsilon = 1e-5f;
    private const double DefaultGlobalTheta = 160_000;
    private const double DefaultLocalTheta = 10_000;
    private const string GlobalThetaKey = "global_rope_theta";
    private const string LocalThetaKey = "local_rope_theta";
    private const string All = "full_attention";
    private const string Near = "sliding_attention";
    private const string HeadsKey = "num_attention_heads";

    public ArchitectureInfo Info { get; } = new("ModernBERT", ["modernbert"], "model.", "classifier_pooling, head.dense (classifier_activation), head.norm, classifier", "classifier.weight");

    public ClassifierNetwork? Read(ModelSource source)
    {
        var sizes = ReadSizes(source);
        var rotations = new RotationSettings(source);
        var global = rotations.Theta(All) ?? Number(source, GlobalThetaKey) ?? DefaultGlobalTheta;
        var isNull = source.Config.Root.TryGetProperty(LocalThetaKey, out var given) && given.ValueKind == JsonValueKind.Null;
        var local = rotations.Theta(Near) ?? (isNull ? global : Number(source, LocalThetaKey) ?? DefaultLocalTheta);
        var layers = source.Size("num_hidden_layers");
        var encoder = new ModernBertEncoder
        {
            Prefix = Info.Prefix,
            NumHiddenLayers = layers,
            Sizes = sizes,
            MaxLength = ModelSource.LengthWithoutPositions(source.Size("max_position_embeddings")),
            SeesAll = ReadLayerTypes(source, layers),
            Window = ReadWindow(source),
            GlobalTheta = (float)global,
            LocalTheta = (float)local,
            NormHasBias = source.Truth("norm_bias", false),
            AttentionHasBias = source.Truth("attention_bias", false),
            InnerHasBias = source.Truth("mlp_bias", false),
        };
        var head = ReadHead(source, encoder);
        source.CheckPlain();
        return source.IsSound ? new(encoder, head) : null;
    }

    private static LayerSizes ReadSizes(ModelSource source)
    {
        const string headSizeKey = "head_dim";
        var hidden = source.Size("hidden_size");
        var heads = source.Heads(HeadsKey, hidden);
        var inner = source.Size("intermediate_size");
        var size = hidden / heads;
        if (source.IsSound && size % 2 != 0)
        {
            source.Error(HeadsKey, Invariant($"{heads}, {size} numbers a head"), "an even number of numbers a head: they are rotated in pairs");
        }

        if (source.IsSound && source.Size(headSizeKey, size) is var given && given != size)
        {
            source.Error(headSizeKey, Invariant($"{given}"), Invariant($"hidden_size / num_attention_heads, {size}"));
        }

        return new(hidden, heads, inner, source.Activation("hidden_activation"), source.Epsilon("norm_eps", DefaultEpsilon));
    }

    private static PooledHead ReadHead(ModelSource source, ModernBertEncoder encoder)
    {
        const string key = "classifier_pooling";
        var pooling = source.Text(key, "cls");
        if (pooling is not ("cls" or "mean"))
        {
            source.Error(key, $"'{pooling}'", "cls or mean");
        }

        return new PooledHead
        {
            Needs = pooling == "mean" ? EncoderPart.AllPositions : EncoderPart.FirstPosition,
            Inputs = encoder.HiddenSize,
            DenseHasBias = source.Truth("classifier_bias", false),
            Activation = source.Activation("classifier_activation"),
            NormHasBias = encoder.NormHasBias,
            Epsilon = encoder.Sizes.Epsilon,
            Outputs = source.Labels,
        };
    }

    /// <summary>Reads which layers see all tokens: a list, or every n-th from the first.</summary>
    private static Func<int, bool> ReadLayerTypes(ModelSource source, int layers)
    {
        const string key = "layer_types";
        var every = source.Size("global_attn_every_n_layers", 3);
        if (source.Config.Find(key) is not { } list)
        {
            return layer => layer % every == 0;
        }

        var types = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(JsonFile.Text).ToArray() : [];
        if (types.Length != layers || !Array.TrueForAll(types, type => type is All or Near))
        {
            source.Error(key, JsonFile.Describe(list), Invariant($"{layers} names, one a layer: {All} or {Near}"));
        }

        return layer => types[layer] == All;
    }

    private static int ReadWindow(ModelSource source)
    {
        const string key = "local_attention";
        const string halfKey = "sliding_window";
        var window = source.Size(key, 128) / 2;
        if (source.Config.Find(halfKey) is not null && source.Whole(halfKey, window) is var half && half != window)
        {
            source.Error(halfKey, Invariant($"{half}"), Invariant($"half of {key}, {window}"));
        }

        return window;
    }

    private static double? Number(ModelSource source, string key) => source.Config.Find(key) is { } value ? RotationSettings.Number(source, key, value) : null;

    /// <summary>Reads <c>rope_parameters</c> of transformers 5: for each kind of layer the base of its rotations. Other kinds of rotation than the plain one are refused.</summary>
    private sealed class RotationSettings
    {
        private const string Key = "rope_parameters";
        private const string OldKey = "rope_scaling";
        private const string Plain = "default";

        private readonly ModelSource _source;
        private readonly JsonElement? _parameters;

        public RotationSettings(ModelSource source)
        {
            _source = source;
            _parameters = source.Config.Find(Key);
            if (_parameters is { } parameters && (parameters.ValueKind != JsonValueKind.Object || parameters.TryGetProperty("rope_theta", out _) || parameters.TryGetProperty("rope_type", out _)))
            {
                source.Error(Key, JsonFile.Describe(parameters), "an object with full_attention and sliding_attention");
                _parameters = null;
            }

            if (source.Config.Find(OldKey) is { } scaling)
            {
                CheckPlain(OldKey, scaling);
            }
        }

        /// <summary>Gives the base of a kind of layer; null where it is not set here.</summary>
        public double? Theta(string kind)
        {
            if (_parameters is not { } parameters || !parameters.TryGetProperty(kind, out var own) || own.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            var key = $"{Key}.{kind}";
            CheckPlain(key, own);
            return own.ValueKind == JsonValueKind.Object && own.TryGetProperty("rope_theta", out var theta) && theta.ValueKind != JsonValueKind.Null
                ? Number(_source, $"{key}.rope_theta", theta)
                : null;
        }

        /// <summary>Reads the base of rotations; 1 where there was a problem, which was added.</summary>
        public static double Number(ModelSource source, string key, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number > 0 && number < float.MaxValue)
            {
                return number;
            }

            source.Error(key, JsonFile.Describe(value), "a number above 0");
            return 1;
        }

        private void CheckPlain(string key, JsonElement value)
        {
            var type = value.ValueKind != JsonValueKind.Object ? null
                : value.TryGetProperty("rope_type", out var kind) || value.TryGetProperty("type", out kind) ? JsonFile.Text(kind)
                : Plain;
            if (type != Plain)
            {
                _source.Error(key, JsonFile.Describe(value), "rope_type default: others are not supported");
            }
        }
    }
}
