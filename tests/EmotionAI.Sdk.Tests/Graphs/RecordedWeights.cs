using EmotionAI.Checkpoints;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.Bert;
using EmotionAI.Models.EcapaTdnn;
using EmotionAI.Models.Heads;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Tests.Graphs;

/// <summary>Writes down every weight that a network asks for, so that a test can make a checkpoint of exactly these.</summary>
internal sealed class RecordedWeights() : WeightSink(new WeightFiles([]))
{
    private readonly List<(string Part, string Name, long[] Shape)> _asked = [];

    /// <summary>Lists the weights of a small BERT of one layer, with a pooler and a classifier.</summary>
    public static IReadOnlyList<(string Part, string Name, long[] Shape)> OfBert(int size, int heads, int inner, int positions, int labels) => Of(
        new BertEncoder { Prefix = "bert.", NumHiddenLayers = 1, Sizes = new LayerSizes(size, heads, inner, "gelu", 1e-12f), EmbeddingSize = size, MaxPositionEmbeddings = positions },
        new ClassificationHead { Inputs = size, Dense = "bert.pooler.dense", Activation = "tanh", Output = "classifier", Outputs = labels });

    /// <summary>Lists the weights of an ECAPA-TDNN.</summary>
    public static IReadOnlyList<(string Part, string Name, long[] Shape)> OfEcapa(EcapaParameters parameters, ClassifierParameters classifier) =>
        Of(new EcapaTdnnNetwork(parameters), new EcapaHead(classifier));

    /// <summary>Lists the weights of a network with its head.</summary>
    public static IReadOnlyList<(string Part, string Name, long[] Shape)> Of(INetwork network, IHead head)
    {
        var weights = new RecordedWeights();
        var writer = new NetworkWriter(weights);
        head.Write(writer, network.Write(writer, head.Needs));
        return weights._asked;
    }

    public override CheckpointTensor? Find(string part, string name, ReadOnlySpan<long> shape)
    {
        if (!_asked.Exists(asked => asked.Part == part && asked.Name == name))
        {
            _asked.Add((part, name, shape.ToArray()));
        }

        return null;
    }

    public override string Add(CheckpointTensor tensor) => Placeholder;

    public override string AddStored(CheckpointTensor tensor) => Placeholder;

    public override string AddComputed(ReadOnlySpan<long> shape, Func<float[]> compute) => Placeholder;

    public override string MatMul(string x, CheckpointTensor tensor) => Placeholder;
}
