using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Models.Heads;

namespace EmotionAI.Models.Whisper;

/// <summary>Reads <c>WhisperForAudioClassification</c>: the encoder of Whisper over a chunk of fixed length, whose padding counts as sound.</summary>
internal sealed class WhisperArchitecture : IAudioArchitecture
{
    private const string BandsKey = "num_mel_bins";
    private const string PositionsKey = "max_source_positions";
    private const int DefaultBands = 80;
    private const int DefaultPositions = 1_500;
    private const int DefaultProjection = 256;

    public ArchitectureInfo Info { get; } = new("Whisper", ["whisper"], "encoder.", "projector, mean of the frames, classifier", "classifier.weight");

    public AudioClassifierNetwork? Read(AudioSource source)
    {
        var encoder = ReadEncoder(source.Settings, Info.Prefix);
        var features = ReadFeatures(source);
        var projection = source.Settings.Size("classifier_proj_size", DefaultProjection);
        if (encoder is null || features is null || !source.IsSound || !Agree(source.FrontEnd, encoder, features))
        {
            return null;
        }

        var head = new FrameHead { Inputs = encoder.HiddenSize, Dense = "projector", Size = projection, Activation = "linear", Output = "classifier", Outputs = source.Settings.Labels };
        return new(new LogMelSpectrogram(features), encoder, head) { MaxSamples = features.ChunkLength };
    }

    /// <summary>Reads the settings of the encoder; no weight is touched.</summary>
    /// <param name="source">The settings.</param>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <returns>The encoder; null where there was a problem, which was added.</returns>
    public static WhisperEncoder? ReadEncoder(ModelSource source, string prefix)
    {
        var hidden = source.Size("d_model");
        var heads = source.Heads("encoder_attention_heads", hidden, "d_model");
        var sizes = new LayerSizes(hidden, heads, source.Size("encoder_ffn_dim"), source.Activation("activation_function"), WhisperEncoder.Epsilon);
        var layers = source.Size("encoder_layers");
        var (bands, positions) = (source.Size(BandsKey, DefaultBands), source.Size(PositionsKey, DefaultPositions));
        source.CheckPlain();
        return !source.IsSound ? null : new WhisperEncoder
        {
            Prefix = prefix,
            Sizes = sizes,
            NumLayers = layers,
            MelBands = bands,
            Positions = positions,
            SumsLayers = source.Truth(LayerSum.Key, false),
        };
    }

    /// <summary>Holds the front end against the encoder, which has a position for every second frame.</summary>
    /// <returns>Whether they agree; else a problem was added.</returns>
    public static bool Agree(ModelSource frontEnd, WhisperEncoder encoder, LogMelOptions features)
    {
        if (features.MelBands != encoder.MelBands)
        {
            frontEnd.Error("feature_size", Invariant($"{features.MelBands}"), Invariant($"{encoder.MelBands}, the {BandsKey} of {HuggingFaceConfig.FileName}"));
        }

        if (features.Frames != 2L * encoder.Positions)
        {
            frontEnd.Error("chunk_length", Invariant($"{features.Frames} frames"), Invariant($"{2L * encoder.Positions} frames, twice the {PositionsKey} of {HuggingFaceConfig.FileName}"));
        }

        return frontEnd.IsSound;
    }

    private static LogMelOptions? ReadFeatures(AudioSource source)
    {
        var directory = Path.GetDirectoryName(source.FrontEnd.Config.Path)!;
        return WhisperFeaturesReader.Read(directory, source.Limits, source.Problems);
    }
}
