using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Sew;

/// <summary>Reads <c>SEWForSequenceClassification</c>: wav2vec 2.0 whose layers see every few frames as one.</summary>
internal sealed class SewArchitecture : ISpeechArchitecture
{
    private const string SumKey = "use_weighted_layer_sum";
    private const string FactorKey = "squeeze_factor";
    private const int LargestFactor = 1_024;

    public ArchitectureInfo Info { get; } = SpeechSettings.Info("SEW", "sew", "sew.");

    public SpeechEncoder? ReadEncoder(ModelSource source, string prefix)
    {
        var factor = source.Size(FactorKey, 2);
        if (factor > LargestFactor)
        {
            source.Error(FactorKey, Invariant($"{factor}"), Invariant($"at most {LargestFactor}"));
        }

        if (source.Truth(SumKey, false))
        {
            source.Error(SumKey, "true", "false: the layers have other frames than the output");
        }

        var convolutions = SpeechSettings.ReadConvolutions(source);
        var encoder = SpeechSettings.ReadEncoder(source, prefix, convolutions, (sizes, layers) => new SewBody
        {
            Sizes = sizes,
            NumHiddenLayers = layers,
            Factor = factor,
            Activation = SpeechSettings.ReadActivation(source),
            Positions = SpeechSettings.ReadPositions(source, sizes.Hidden, stride: factor),
        });
        var linear = encoder?.HiddenSize == convolutions.Width ? null : "feature_projection";
        return encoder is null ? null : encoder with { Projection = new FrameProjection("layer_norm", linear) };
    }
}
