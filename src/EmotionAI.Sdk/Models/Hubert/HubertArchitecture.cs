using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Hubert;

/// <summary>Reads <c>HubertForSequenceClassification</c>: wav2vec 2.0, whose frames may be projected as they are.</summary>
internal sealed class HubertArchitecture : ISpeechArchitecture
{
    public ArchitectureInfo Info { get; } = SpeechSettings.Info("HuBERT", "hubert", "hubert.");

    public SpeechEncoder? ReadEncoder(ModelSource source, string prefix)
    {
        var encoder = Wav2Vec2Architecture.ReadPlain(source, prefix);
        return encoder is null || source.Truth("feat_proj_layer_norm", true) ? encoder : encoder with { Projection = FrameProjection.Standard with { Norm = null } };
    }
}
