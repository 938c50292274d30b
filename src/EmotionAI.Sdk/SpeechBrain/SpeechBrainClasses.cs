namespace EmotionAI.SpeechBrain;

/// <summary>Lists the classes that are understood. Whatever a needed role names beside them is refused.</summary>
/// <remarks>Signatures of SpeechBrain 0.5 to 1.1 and torch.nn, older parameters last.</remarks>
internal static class SpeechBrainClasses
{
    public static readonly SpeechBrainClass Fbank = new(
        "speechbrain.lobes.features.Fbank",
        "deltas", "context", "requires_grad", "sample_rate", "f_min", "f_max", "n_fft", "n_mels", "filter_shape",
        "param_change_factor", "param_rand_factor", "left_frames", "right_frames", "win_length", "hop_length");

    public static readonly SpeechBrainClass InputNormalization = new(
        "speechbrain.processing.features.InputNormalization",
        "mean_norm", "std_norm", "norm_type", "avg_factor", "length_dim", "update_until_epoch", "avoid_padding_norm", "epsilon", "device", "requires_grad");

    public static readonly SpeechBrainClass Ecapa = new(
        "speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN",
        "input_size", "device", "lin_neurons", "activation", "channels", "kernel_sizes", "dilations", "attention_channels",
        "res2net_scale", "se_channels", "global_context", "groups", "dropout");

    public static readonly SpeechBrainClass Xvector = new(
        "speechbrain.lobes.models.Xvector.Xvector",
        "device", "activation", "tdnn_blocks", "tdnn_channels", "tdnn_kernel_sizes", "tdnn_dilations", "lin_neurons", "in_channels");

    public static readonly SpeechBrainClass StatisticsPooling = new("speechbrain.nnet.pooling.StatisticsPooling", "return_mean", "return_std");

    public static readonly SpeechBrainClass AdaptivePool = new("speechbrain.nnet.pooling.AdaptivePool", "output_size");

    public static readonly SpeechBrainClass FramePooling = new("speechbrain.nnet.pooling.Pooling1d", "pool_type", "kernel_size", "input_dims", "pool_axis", "ceil_mode", "padding", "dilation", "stride");

    public static readonly SpeechBrainClass Linear = new("speechbrain.nnet.linear.Linear", "n_neurons", "input_shape", "input_size", "bias", "max_norm", "combine_dims");

    /// <summary>The list of modules that a head is saved in.</summary>
    public const string ModuleList = "torch.nn.ModuleList";

    /// <summary>The lobes that wrap an encoder of transformers, the class of 2021 and those of 1.0 and 1.1, and the one of fairseq.</summary>
    public static readonly IReadOnlyList<SpeechBrainClass> Lobes =
    [
        Lobe("speechbrain.lobes.models.huggingface_wav2vec.HuggingFaceWav2Vec2"),
        Lobe("speechbrain.lobes.models.huggingface_transformers.wav2vec2.Wav2Vec2"),
        Lobe("speechbrain.lobes.models.huggingface_transformers.hubert.HuBERT"),
        Lobe("speechbrain.lobes.models.huggingface_transformers.wavlm.WavLM"),
        Lobe("speechbrain.integrations.huggingface.wav2vec2.Wav2Vec2"),
        Lobe("speechbrain.integrations.huggingface.hubert.HuBERT"),
        Lobe("speechbrain.integrations.huggingface.wavlm.WavLM"),
        WeightedLayers("speechbrain.lobes.models.huggingface_transformers.weighted_ssl.WeightedSSLModel"),
        WeightedLayers("speechbrain.integrations.huggingface.weighted_ssl.WeightedSSLModel"),
        Whisper("speechbrain.lobes.models.huggingface_whisper.HuggingFaceWhisper"),
        Whisper("speechbrain.lobes.models.huggingface_transformers.whisper.Whisper"),
        Whisper("speechbrain.integrations.huggingface.whisper.Whisper"),
        new(
            "speechbrain.lobes.models.fairseq_wav2vec.FairseqWav2Vec2",
            "pretrained_path", "save_path", "input_norm", "output_norm", "freeze", "freeze_feature_extractor", "pretrain", "dropout", "layer_drop"),
    ];

    public static readonly SpeechBrainClass EcapaClassifier = new(
        "speechbrain.lobes.models.ECAPA_TDNN.Classifier",
        "input_size", "device", "lin_blocks", "lin_neurons", "out_neurons");

    public static readonly SpeechBrainClass XvectorClassifier = new(
        "speechbrain.lobes.models.Xvector.Classifier",
        "input_shape", "activation", "lin_blocks", "lin_neurons", "out_neurons");

    public static readonly SpeechBrainClass AudioNormalizer = new(
        "speechbrain.dataio.preprocess.AudioNormalizer",
        "sample_rate", "mix");

    public static readonly SpeechBrainClass Pretrainer = new(
        "speechbrain.utils.parameter_transfer.Pretrainer",
        "collect_in", "loadables", "paths", "custom_hooks", "conditions");

    public static readonly SpeechBrainClass LabelEncoder = new("speechbrain.dataio.encoder.CategoricalEncoder", "starting_index");

    public static readonly SpeechBrainClass LogSoftmaxWrapper = new("speechbrain.nnet.losses.LogSoftmaxWrapper", "loss_fn");

    /// <summary>The margin losses whose scale multiplies the cosines.</summary>
    public static readonly IReadOnlyList<SpeechBrainClass> MarginLosses =
    [
        new("speechbrain.nnet.losses.AdditiveAngularMargin", "margin", "scale", "easy_margin"),
        new("speechbrain.nnet.losses.AngularMargin", "margin", "scale"),
    ];

    /// <summary>The activations; with and without the module that holds them.</summary>
    public static readonly IReadOnlyDictionary<string, (ActivationKind Kind, IReadOnlyList<string> Parameters, double Default)> Activations =
        new Dictionary<string, (ActivationKind, IReadOnlyList<string>, double)>(StringComparer.Ordinal)
        {
            ["torch.nn.ReLU"] = (ActivationKind.Relu, ["inplace"], 0),
            ["torch.nn.LeakyReLU"] = (ActivationKind.LeakyRelu, ["negative_slope", "inplace"], 0.01),
            ["torch.nn.ELU"] = (ActivationKind.Elu, ["alpha", "inplace"], 1),
            ["torch.nn.GELU"] = (ActivationKind.Gelu, [], 0),
            ["torch.nn.SiLU"] = (ActivationKind.Silu, ["inplace"], 0),
            ["torch.nn.Tanh"] = (ActivationKind.Tanh, [], 0),
            ["torch.nn.Sigmoid"] = (ActivationKind.Sigmoid, [], 0),
        };

    /// <summary>The last parts of the class paths that make an embedding in SpeechBrain but that no graph here builds yet.</summary>
    public static readonly IReadOnlySet<string> OtherEncoders = new HashSet<string>(StringComparer.Ordinal)
    {
        "HuggingFaceWav2Vec2", "Wav2Vec2", "HuBERT", "WavLM", "WeightedSSLModel", "FairseqWav2Vec2", "FairseqWav2Vec1", "Whisper", "HuggingFaceWhisper",
    };

    private static SpeechBrainClass Lobe(string path) =>
        new(path, "source", "save_path", "output_norm", "freeze", "freeze_feature_extractor", "apply_spec_augment", "output_all_hiddens", "pretrain");

    private static SpeechBrainClass WeightedLayers(string path) => new(path, "hub", "save_path", "layernorm", "freeze");

    private static SpeechBrainClass Whisper(string path) =>
        new(path, "source", "save_path", "sampling_rate", "encoder_only", "freeze", "freeze_encoder", "output_attentions", "output_all_hiddens", "language", "task");
}
