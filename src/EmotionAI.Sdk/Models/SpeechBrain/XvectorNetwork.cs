using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.EcapaTdnn;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.SpeechBrain;

/// <summary>SpeechBrain's <c>Xvector</c>, for one clip or clips of one length: <c>[batch, frames, features] → [batch, embedding]</c>.</summary>
internal sealed class XvectorNetwork(XvectorParameters parameters) : INetwork
{
    /// <summary>The layers of a block in the list of all of them: convolution, activation, normalization.</summary>
    private const int LayersOfBlock = 3;

    private static readonly StatisticsParameters Pooling = new(Mean: true, Deviation: true, HasNoise: true);

    public int HiddenSize => parameters.LinNeurons;

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var graph = writer.Graph;
        var features = graph.Input("features", InputRole.Values, OnnxElementType.Float, "batch", "frames", parameters.InputSize);
        var embedding = writer.Part(EcapaTdnnNetwork.PartName);
        var x = graph.Node("Transpose", [features], ("perm", new long[] { 0, 2, 1 }));
        var width = parameters.InputSize;
        for (var i = 0; i < parameters.Channels.Count; i++)
        {
            x = embedding.ReflectedConv(x, Invariant($"blocks.{LayersOfBlock * i}.conv"), width, parameters.Channels[i], parameters.KernelSizes[i], parameters.Dilations[i]);
            x = embedding.BatchNorm(SpeechBrainActivation.Apply(graph, parameters.Activation, x), Invariant($"blocks.{(LayersOfBlock * i) + 2}.norm"), parameters.Channels[i]);
            width = parameters.Channels[i];
        }

        var pooled = graph.Statistics(graph.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 })), Pooling);
        return new EncoderOutput(embedding.Dense(pooled, Invariant($"blocks.{(LayersOfBlock * parameters.Channels.Count) + 1}.w"), 2L * width, HiddenSize));
    }
}
