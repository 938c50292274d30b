using EmotionAI.Graphs;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.Models.Data2VecAudio;

/// <summary>Reads <c>Data2VecAudioForSequenceClassification</c>: wav2vec 2.0 whose positions come out of several convolutions, each with a normalization without weights.</summary>
internal sealed class Data2VecAudioArchitecture : ISpeechArchitecture
{
    /// <summary>Holds the number of convolutions, in spite of its name.</summary>
    private const string CountKey = "num_conv_pos_embeddings";

    private const string KernelKey = "conv_pos_kernel_size";

    /// <summary>The epsilon of torch, whatever <c>layer_norm_eps</c> says.</summary>
    private const float Epsilon = 1e-5f;

    /// <summary>More are refused: each of them is written.</summary>
    private const int MostConvolutions = 64;

    public ArchitectureInfo Info { get; } = SpeechSettings.Info("data2vec-audio", "data2vec-audio", "data2vec_audio.");

    public SpeechEncoder? ReadEncoder(ModelSource source, string prefix)
    {
        var count = source.Size(CountKey, 5);
        if (count > MostConvolutions)
        {
            source.Error(CountKey, Invariant($"{count}"), Invariant($"at most {MostConvolutions}: the number of convolutions"));
        }

        var convolutions = SpeechSettings.ReadConvolutions(source, normalizesFrames: true);
        return SpeechSettings.ReadEncoder(source, prefix, convolutions, (sizes, layers) => ReadBody(source, sizes, layers, count));
    }

    private static TransformerBody ReadBody(ModelSource source, LayerSizes sizes, int layers, int count)
    {
        var convolution = SpeechSettings.ReadPositions(source, sizes.Hidden, KernelKey, kernel: 19);
        var activation = SpeechSettings.ReadActivation(source);
        return new TransformerBody
        {
            Sizes = sizes,
            NumHiddenLayers = layers,
            Positions = (writer, hidden) => Positions(writer, hidden, convolution, count, activation),
        };
    }

    private static string Positions(NetworkWriter writer, string hidden, PositionalConvolution convolution, int count, string activation)
    {
        var graph = writer.Graph;
        for (var i = 0; i < count; i++)
        {
            hidden = graph.Turned(convolution.Write(writer.At(Invariant($"layers.{i}.")), graph.Turned(hidden), isNormalized: false));
            hidden = ActivationFunction.Apply(graph, activation, graph.PlainNorm(hidden, Epsilon));
        }

        return hidden;
    }
}
