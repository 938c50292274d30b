using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Reads the settings that wav2vec 2.0 and its relatives have in common.</summary>
internal static class SpeechSettings
{
    public const string StableKey = "do_stable_layer_norm";

    /// <summary>What the tables of docs/checkpoints.md say of the head.</summary>
    public const string Head = "projector, mean of the frames, classifier; or `classifier.dense` (tanh) behind `pooling_mode`";

    private const float DefaultEpsilon = 1e-5f;
    private const int DefaultProjection = 256;
    private const string GroupsKey = "num_conv_pos_embedding_groups";
    private const string KernelKey = "num_conv_pos_embeddings";
    private const string NormKey = "feat_extract_norm";
    private const string ActivationKey = "feat_extract_activation";
    private const int MostConvolutions = 64;

    /// <summary>The least distance between frames, in samples; that of every encoder that is known is 160 or more.</summary>
    private const int ClosestFrames = 32;

    private static readonly int[] DefaultChannels = [512, 512, 512, 512, 512, 512, 512];
    private static readonly int[] DefaultKernels = [10, 3, 3, 3, 3, 2, 2];
    private static readonly int[] DefaultStrides = [5, 2, 2, 2, 2, 2, 2];

    /// <summary>Describes an architecture of this family.</summary>
    public static ArchitectureInfo Info(string name, string modelType, string prefix) => new(name, [modelType], prefix, Head, "classifier.weight")
    {
        OtherHeadWeights = ["classifier.out_proj.weight", "classifier.output.weight"],
    };

    /// <summary>Joins an encoder with the front end and the head of a folder.</summary>
    /// <param name="encoder">The encoder; null where there was a problem.</param>
    public static AudioClassifierNetwork? Classifier(AudioSource source, SpeechEncoder? encoder)
    {
        var features = WaveformReader.Read(source);
        var head = encoder is null ? null : ReadHead(source, encoder.HiddenSize);
        return !source.IsSound || encoder is null || head is null
            ? null
            : new(features, encoder, head) { MinSamples = (int)encoder.MinSamples, LongestSamples = encoder.LongestSamples };
    }

    /// <summary>Reads the settings of an encoder.</summary>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <param name="convolutions">Its convolutions.</param>
    /// <param name="body">What makes its layers of their sizes and number.</param>
    /// <returns>The encoder; null where there was a problem, which was added.</returns>
    public static SpeechEncoder? ReadEncoder(ModelSource source, string prefix, ConvolutionStack convolutions, Func<LayerSizes, int, ISpeechBody> body)
    {
        var hidden = source.Size("hidden_size");
        var heads = source.Heads("num_attention_heads", hidden);
        var sizes = new LayerSizes(hidden, heads, source.Size("intermediate_size"), source.Activation("hidden_act"), source.Epsilon("layer_norm_eps", DefaultEpsilon));
        var layers = source.Size("num_hidden_layers");
        foreach (var key in (string[])["add_adapter", "conv_pos_batch_norm"])
        {
            if (source.Truth(key, false))
            {
                source.Error(key, "true", "false: what it adds is not supported");
            }
        }

        if (source.Count("adapter_attn_dim", 0) is > 0 and var adapters)
        {
            source.Error("adapter_attn_dim", Invariant($"{adapters}"), "null: adapters of attention are not supported");
        }

        source.CheckPlain();
        if (!source.IsSound)
        {
            return null;
        }

        var encoder = new SpeechEncoder
        {
            Prefix = prefix,
            Convolutions = convolutions,
            Epsilon = sizes.Epsilon,
            Body = body(sizes, layers),
            Sum = source.Truth(LayerSum.Key, false) ? LayerSum.Standard : null,
        };
        if (source.IsSound && encoder.MinSamples > FeatureBounds.ShortestInput)
        {
            source.Error("conv_stride", Invariant($"{encoder.MinSamples} samples a frame"), $"at most {FeatureBounds.ShortestInput} samples, which a shorter clip is extended to");
        }

        return source.IsSound ? encoder : null;
    }

    /// <summary>Reads the convolutions.</summary>
    /// <param name="normalizesFrames">Whether every layer normalizes each frame; null where a setting says it.</param>
    public static ConvolutionStack ReadConvolutions(ModelSource source, bool? normalizesFrames = null)
    {
        var channels = source.Sizes("conv_dim", DefaultChannels, MostConvolutions);
        var kernels = source.Sizes("conv_kernel", DefaultKernels, MostConvolutions);
        var strides = source.Sizes("conv_stride", DefaultStrides, MostConvolutions);
        if (source.IsSound && (kernels.Count != channels.Count || strides.Count != channels.Count))
        {
            source.Error("conv_dim", Invariant($"{channels.Count} convolutions, {kernels.Count} in conv_kernel and {strides.Count} in conv_stride"), "lists of one length");
        }

        var distance = strides.Aggregate(1L, (product, stride) => Math.Min(product * stride, int.MaxValue));
        if (source.IsSound && distance < ClosestFrames)
        {
            source.Error("conv_stride", Invariant($"frames {distance} samples apart"), Invariant($"at least {ClosestFrames} samples: the work grows with the square of the frames"));
        }

        var norm = source.Text(NormKey, "group");
        if (normalizesFrames is null && norm is not ("group" or "layer"))
        {
            source.Error(NormKey, $"'{norm}'", "group or layer");
        }

        return new ConvolutionStack
        {
            Channels = channels,
            Kernels = kernels,
            Strides = strides,
            HasBias = source.Truth("conv_bias", false),
            NormalizesFrames = normalizesFrames ?? norm == "layer",
            Activation = source.Activation(ActivationKey),
        };
    }

    /// <summary>Reads the convolution that stands for positions.</summary>
    public static PositionalConvolution ReadPositions(ModelSource source, int hidden, string kernelKey = KernelKey, int kernel = 128, int stride = 1)
    {
        var groups = source.Size(GroupsKey, 16);
        if (source.IsSound && hidden % groups != 0)
        {
            source.Error(GroupsKey, Invariant($"{groups}"), Invariant($"a divisor of hidden_size, {hidden}"));
        }

        return new(hidden, source.Size(kernelKey, kernel), groups, stride);
    }

    /// <summary>Reads the name of the activation behind convolutions.</summary>
    public static string ReadActivation(ModelSource source) => source.Activation(ActivationKey);

    private static FrameHead ReadHead(AudioSource source, int hidden)
    {
        const string suffix = ".weight";
        var settings = source.Settings;
        var output = source.HeadWeight[..^suffix.Length];
        return output == "classifier"
            ? new FrameHead { Inputs = hidden, Dense = "projector", Size = settings.Size("classifier_proj_size", DefaultProjection), Activation = "linear", Output = output, Outputs = settings.Labels }
            : new FrameHead { Inputs = hidden, Dense = "classifier.dense", Size = hidden, Activation = "tanh", Output = output, Outputs = settings.Labels, Pooling = ReadPooling(settings) };
    }

    private static FramePooling ReadPooling(ModelSource source)
    {
        const string key = "pooling_mode";
        var name = source.Text(key, "mean");
        switch (name)
        {
            case "mean":
                return FramePooling.Mean;
            case "sum":
                return FramePooling.Sum;
            case "max":
                return FramePooling.Maximum;
            default:
                source.Error(key, $"'{name}'", "mean, sum or max");
                return FramePooling.Mean;
        }
    }
}
