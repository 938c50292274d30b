using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models.SpeechBrain;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.EcapaTdnn;

/// <summary>SpeechBrain's <c>ECAPA_TDNN</c>, for one clip or clips of one length: <c>[batch, frames, features] → [batch, embedding]</c>.</summary>
internal sealed class EcapaTdnnNetwork(EcapaParameters parameters) : INetwork
{
    /// <summary>The name of the file with its tensors.</summary>
    public const string PartName = "embedding_model";

    private const float SmallestVariance = 1e-12f;

    public int HiddenSize => parameters.LinNeurons;

    public EncoderOutput Write(NetworkWriter writer, EncoderPart part)
    {
        var features = writer.Graph.Input("features", InputRole.Values, OnnxElementType.Float, "batch", "frames", parameters.InputSize);
        return new EncoderOutput(Embedding(writer.Part(PartName), features));
    }

    private string Embedding(NetworkWriter writer, string features)
    {
        var graph = writer.Graph;
        var channels = parameters.Channels;
        var last = channels.Count - 1;
        var x = graph.Node("Transpose", [features], ("perm", new long[] { 0, 2, 1 }));
        x = Tdnn(writer.At("blocks.0."), x, parameters.InputSize, channels[0], 0);
        var outputs = new List<string>();
        for (var i = 1; i < last; i++)
        {
            x = SqueezeExcitationRes2Net(writer.At(Invariant($"blocks.{i}.")), x, i);
            outputs.Add(x);
        }

        x = graph.Node("Concat", [.. outputs], ("axis", 1));
        x = Tdnn(writer.At("mfa."), x, channels.Take(last).Skip(1).Sum(width => (long)width), channels[last], last);
        var pooled = 2L * channels[last];
        x = writer.BatchNorm(AttentiveStatistics(writer.At("asp."), x, channels[last]), "asp_bn.norm", pooled);
        return graph.Node("Squeeze", [writer.ReflectedConv(x, "fc.conv", pooled, HiddenSize), graph.Constant(2)]);
    }

    private string SqueezeExcitationRes2Net(NetworkWriter writer, string x, int index)
    {
        var (before, channels) = (parameters.Channels[index - 1], parameters.Channels[index]);
        var residual = channels == before ? x : writer.ReflectedConv(x, "shortcut.conv", before, channels);
        x = Tdnn(writer.At("tdnn1."), x, before, channels, 1, 1, parameters.Groups[index]);
        x = Res2Net(writer, x, channels, index);
        x = Tdnn(writer.At("tdnn2."), x, channels, channels, 1, 1, parameters.Groups[index]);
        return writer.Graph.Node("Add", [SqueezeExcitation(writer.At("se_block."), x, channels), residual]);
    }

    private string Res2Net(NetworkWriter writer, string x, int channels, int index)
    {
        var graph = writer.Graph;
        var width = channels / parameters.Res2NetScale;
        var outputs = new string[parameters.Res2NetScale];
        for (var i = 0; i < outputs.Length; i++)
        {
            var chunk = graph.Node("Slice", [x, graph.Constant(i * width), graph.Constant((i + 1) * width), graph.Constant(1)]);
            var input = i < 2 ? chunk : graph.Node("Add", [chunk, outputs[i - 1]]);
            outputs[i] = i == 0 ? chunk : Tdnn(writer.At(Invariant($"res2net_block.blocks.{i - 1}.")), input, width, width, parameters.KernelSizes[index], parameters.Dilations[index], 1);
        }

        return graph.Node("Concat", outputs, ("axis", 1));
    }

    private string SqueezeExcitation(NetworkWriter writer, string x, int channels)
    {
        var squeezed = writer.Graph.Node("Relu", [writer.ReflectedConv(Mean(writer.Graph, x), "conv1.conv", channels, parameters.SeChannels)]);
        var gate = writer.Graph.Node("Sigmoid", [writer.ReflectedConv(squeezed, "conv2.conv", parameters.SeChannels, channels)]);
        return writer.Graph.Node("Mul", [x, gate]);
    }

    private string AttentiveStatistics(NetworkWriter writer, string x, long channels)
    {
        var graph = writer.Graph;
        var (attention, width) = (x, channels);
        if (parameters.GlobalContext)
        {
            var mean = Mean(graph, x);
            var deviation = Deviation(graph, Mean(graph, Square(graph, graph.Node("Sub", [x, mean]))));
            var shape = graph.Node("Shape", [x]);
            attention = graph.Node("Concat", [x, graph.Node("Expand", [mean, shape]), graph.Node("Expand", [deviation, shape])], ("axis", 1));
            width = 3 * channels;
        }

        attention = graph.Node("Tanh", [Tdnn(writer.At("tdnn."), attention, width, parameters.AttentionChannels, 1, 1, 1)]);
        attention = graph.Node("Softmax", [writer.ReflectedConv(attention, "conv.conv", parameters.AttentionChannels, channels)], ("axis", 2));
        var weightedMean = Sum(graph, graph.Node("Mul", [attention, x]));
        var weightedVariance = Sum(graph, graph.Node("Mul", [attention, Square(graph, graph.Node("Sub", [x, weightedMean]))]));
        return graph.Node("Concat", [weightedMean, Deviation(graph, weightedVariance)], ("axis", 1));
    }

    private string Tdnn(NetworkWriter writer, string x, long inputs, long outputs, int index) =>
        Tdnn(writer, x, inputs, outputs, parameters.KernelSizes[index], parameters.Dilations[index], parameters.Groups[index]);

    /// <summary>Adds convolution, activation and batch normalisation, in this order.</summary>
    private string Tdnn(NetworkWriter writer, string x, long inputs, long outputs, int kernel, int dilation, int groups)
    {
        var convolved = writer.ReflectedConv(x, "conv.conv", inputs, outputs, kernel, dilation, groups);
        return writer.BatchNorm(SpeechBrainActivation.Apply(writer.Graph, parameters.Activation, convolved), "norm.norm", outputs);
    }

    private static string Mean(OnnxGraphBuilder graph, string x) => graph.Node("ReduceMean", [x], ("axes", new long[] { 2 }), ("keepdims", 1));

    private static string Sum(OnnxGraphBuilder graph, string x) => graph.Node("ReduceSum", [x, graph.Constant(2)], ("keepdims", 1));

    private static string Square(OnnxGraphBuilder graph, string x) => graph.Node("Mul", [x, x]);

    private static string Deviation(OnnxGraphBuilder graph, string variance) => graph.Node("Sqrt", [graph.Node("Max", [variance, graph.Scalar(SmallestVariance)])]);
}
