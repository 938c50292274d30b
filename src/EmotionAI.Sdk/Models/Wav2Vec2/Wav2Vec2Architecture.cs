using EmotionAI.Graphs;

namespace EmotionAI.Models.Wav2Vec2;

/// <summary>Reads <c>Wav2Vec2ForSequenceClassification</c> and those that differ from it in their names only.</summary>
/// <param name="name">The name people know it by.</param>
/// <param name="modelType">Its <c>model_type</c>.</param>
/// <param name="prefix">What the names of its tensors begin with.</param>
internal sealed class Wav2Vec2Architecture(string name, string modelType, string prefix) : ISpeechArchitecture
{
    public ArchitectureInfo Info { get; } = SpeechSettings.Info(name, modelType, prefix);

    public SpeechEncoder? ReadEncoder(ModelSource source, string prefix) => ReadPlain(source, prefix);

    /// <summary>Reads an encoder without anything of a relative.</summary>
    /// <returns>The encoder; null where there was a problem, which was added.</returns>
    public static SpeechEncoder? ReadPlain(ModelSource source, string prefix) => SpeechSettings.ReadEncoder(source, prefix, SpeechSettings.ReadConvolutions(source), (sizes, layers) => ReadBody(source, sizes, layers));

    /// <summary>Reads the layers.</summary>
    public static TransformerBody ReadBody(ModelSource source, LayerSizes sizes, int layers)
    {
        var convolution = SpeechSettings.ReadPositions(source, sizes.Hidden);
        var activation = SpeechSettings.ReadActivation(source);
        return new TransformerBody
        {
            Sizes = sizes,
            NumHiddenLayers = layers,
            IsStable = source.Truth(SpeechSettings.StableKey, false),
            Positions = (writer, hidden) => Positions(writer, hidden, convolution, activation),
        };
    }

    private static string Positions(NetworkWriter writer, string hidden, PositionalConvolution convolution, string activation)
    {
        var graph = writer.Graph;
        var positions = convolution.Write(writer, graph.Turned(hidden), isNormalized: true);
        return graph.Turned(ActivationFunction.Apply(graph, activation, positions));
    }
}
