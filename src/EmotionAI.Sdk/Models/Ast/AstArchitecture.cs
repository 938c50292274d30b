using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Ast;

/// <summary>Reads <c>ASTForAudioClassification</c>: a vision transformer over a spectrogram of fixed size.</summary>
internal sealed class AstArchitecture : IAudioArchitecture
{
    private const float DefaultEpsilon = 1e-12f;
    private const int DefaultFrames = 1_024;
    private const int DefaultBands = 128;
    private const int DefaultPatch = 16;
    private const int DefaultStride = 10;

    public ArchitectureInfo Info { get; } = new(
        "Audio Spectrogram Transformer", ["audio-spectrogram-transformer"], "audio_spectrogram_transformer.", "mean of the two tokens, `classifier.layernorm`, `classifier.dense`", "classifier.dense.weight");

    public AudioClassifierNetwork? Read(AudioSource source)
    {
        var encoder = ReadEncoder(source.Settings);
        var features = encoder is null ? null : AstFeaturesReader.Read(source, encoder.Frames, encoder.MelBands);
        if (encoder is null || features is null)
        {
            return null;
        }

        var head = new NormalizedHead { Size = encoder.HiddenSize, Norm = "classifier.layernorm", Epsilon = encoder.Sizes.Epsilon, Output = "classifier.dense", Outputs = source.Settings.Labels };
        return new(features, encoder, head) { MinSamples = features.FrameLength, MaxSamples = features.LongestInput };
    }

    private AstEncoder? ReadEncoder(ModelSource source)
    {
        var hidden = source.Size("hidden_size");
        var heads = source.Heads("num_attention_heads", hidden);
        var sizes = new LayerSizes(hidden, heads, source.Size("intermediate_size"), source.Activation("hidden_act"), source.Epsilon("layer_norm_eps", DefaultEpsilon));
        var encoder = new AstEncoder
        {
            Prefix = Info.Prefix,
            Sizes = sizes,
            NumHiddenLayers = source.Size("num_hidden_layers"),
            Frames = source.Size("max_length", DefaultFrames),
            MelBands = source.Size("num_mel_bins", DefaultBands),
            PatchSize = source.Size("patch_size", DefaultPatch),
            BandStride = source.Size("frequency_stride", DefaultStride),
            FrameStride = source.Size("time_stride", DefaultStride),
            AttentionHasBias = source.Truth("qkv_bias", true),
        };
        source.CheckPlain();
        if (source.IsSound && (encoder.PatchSize > encoder.Frames || encoder.PatchSize > encoder.MelBands))
        {
            source.Error("patch_size", Invariant($"{encoder.PatchSize}"), Invariant($"at most {Math.Min(encoder.Frames, encoder.MelBands)}, the shorter side of the spectrogram"));
        }

        return source.IsSound ? encoder : null;
    }
}
