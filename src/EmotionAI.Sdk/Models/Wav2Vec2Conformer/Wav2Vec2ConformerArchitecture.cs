using System.Text.Json;
using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Wav2Vec2Conformer;

/// <summary>Reads <c>Wav2Vec2ConformerForSequenceClassification</c>: the frames of wav2vec 2.0 with conformer layers, and relative positions or none.</summary>
internal sealed class Wav2Vec2ConformerArchitecture : ISpeechArchitecture
{
    private const string PositionsKey = "position_embeddings_type";
    private const string KernelKey = "conv_depthwise_kernel_size";
    private const string Relative = "relative";

    public ArchitectureInfo Info { get; } = SpeechSettings.Info("Wav2Vec2-Conformer", "wav2vec2-conformer", "wav2vec2_conformer.");

    public SpeechEncoder? ReadEncoder(ModelSource source, string prefix)
    {
        source.Require(PositionsKey, Relative);
        var kernel = source.Size(KernelKey, 31);
        if (kernel % 2 == 0)
        {
            source.Error(KernelKey, Invariant($"{kernel}"), "an odd number of frames");
        }

        return SpeechSettings.ReadEncoder(source, prefix, SpeechSettings.ReadConvolutions(source), (sizes, layers) => ReadBody(source, sizes, layers, kernel));
    }

    private static ConformerBody ReadBody(ModelSource source, LayerSizes sizes, int layers, int kernel)
    {
        if (sizes.Hidden % 2 != 0)
        {
            source.Error("hidden_size", Invariant($"{sizes.Hidden}"), "an even number: positions are pairs of sine and cosine");
        }

        var isNull = source.Config.Root.TryGetProperty(PositionsKey, out var given) && given.ValueKind == JsonValueKind.Null;
        return new ConformerBody { Sizes = sizes, NumHiddenLayers = layers, Kernel = kernel, HasPositions = !isNull };
    }
}
