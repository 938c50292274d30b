using System.Text.Json;
using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Wav2Vec2Bert;

/// <summary>Reads <c>Wav2Vec2BertForSequenceClassification</c>: conformer layers over stacked filter banks.</summary>
internal sealed class Wav2Vec2BertArchitecture : IAudioArchitecture
{
    private const float DefaultEpsilon = 1e-5f;
    private const int DefaultInputs = 160;
    private const int DefaultProjection = 768;
    private const string PositionsKey = "position_embeddings_type";
    private const string InputsKey = "feature_projection_input_dim";

    public ArchitectureInfo Info { get; } = new("Wav2Vec2-BERT", ["wav2vec2-bert"], "wav2vec2_bert.", "projector, mean of the frames, classifier", "classifier.weight");

    public AudioClassifierNetwork? Read(AudioSource source)
    {
        var settings = source.Settings;
        var encoder = ReadEncoder(settings);
        var features = ReadFeatures(source, encoder?.Inputs);
        var projection = settings.Size("classifier_proj_size", DefaultProjection);
        if (encoder is null || features is null || !source.IsSound)
        {
            return null;
        }

        var head = new FrameHead { Inputs = encoder.HiddenSize, Dense = "projector", Size = projection, Activation = "linear", Output = "classifier", Outputs = settings.Labels };
        return new(features, encoder, head) { MinSamples = features.ShortestInput };
    }

    private Wav2Vec2BertEncoder? ReadEncoder(ModelSource source)
    {
        var hidden = source.Size("hidden_size");
        var heads = source.Heads("num_attention_heads", hidden);
        var sizes = new LayerSizes(hidden, heads, source.Size("intermediate_size"), source.Activation("hidden_act", "swish"), source.Epsilon("layer_norm_eps", DefaultEpsilon));
        var kernel = source.Size("conv_depthwise_kernel_size", 31);
        if (source.IsSound && kernel % 2 == 0)
        {
            source.Error("conv_depthwise_kernel_size", Invariant($"{kernel}"), "an odd number of frames");
        }

        if (source.Truth("add_adapter", false))
        {
            source.Error("add_adapter", "true", "false: what it adds is not supported");
        }

        source.Require(PositionsKey, "relative_key");
        source.CheckPlain();
        var encoder = new Wav2Vec2BertEncoder
        {
            Prefix = Info.Prefix,
            Inputs = source.Size(InputsKey, DefaultInputs),
            Sizes = sizes,
            NumHiddenLayers = source.Size("num_hidden_layers"),
            Kernel = kernel,
            HasPositions = !IsNull(source, PositionsKey),
            Left = source.Count("left_max_position_embeddings", 64),
            Right = source.Count("right_max_position_embeddings", 8),
            SumsLayers = source.Truth(LayerSum.Key, false),
        };
        return source.IsSound ? encoder : null;
    }

    private static SeamlessFeatures? ReadFeatures(AudioSource source, int? inputs)
    {
        var settings = source.FrontEnd;
        var rate = FilterBankReader.Read(source, "SeamlessM4TFeatureExtractor");
        var (bands, stride) = (settings.Size(FilterBankReader.BandsKey, 80), settings.Size("stride", 2));
        if (settings.IsSound && inputs is { } size && (long)bands * stride != size)
        {
            settings.Error(FilterBankReader.BandsKey, Invariant($"{bands} bands × {stride} frames (stride)"), Invariant($"{size} together, the {InputsKey} of {HuggingFaceConfig.FileName}"));
        }

        if (settings.IsSound && SeamlessFeatures.SamplesOf(rate, stride) > FeatureBounds.ShortestInput)
        {
            settings.Error("stride", Invariant($"{stride} frames"), Invariant($"so few that they are no more than {FeatureBounds.ShortestInput} samples, which a shorter clip is extended to"));
        }

        return FilterBankReader.Check(source, rate, bands) && inputs is not null ? new SeamlessFeatures(rate, bands, stride) : null;
    }

    private static bool IsNull(ModelSource source, string key) => source.Config.Root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Null;
}
