using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.SpeechBrain;

namespace EmotionAI.Graphs.EcapaTdnn;

/// <summary>Builds SpeechBrain's <c>ECAPA_TDNN</c>, for one clip or clips of one length: <c>[batch, frames, features] → [batch, embedding]</c>.</summary>
internal sealed class EcapaTdnnGraph(OnnxGraphBuilder graph, EcapaParameters parameters, StateDictionary weights)
{
    private const float BatchNormEps = 1e-5f;
    private const float SmallestVariance = 1e-12f;

    /// <summary>Adds the embedding of a clip.</summary>
    /// <param name="features">The features, <c>[batch, frames, features]</c>.</param>
    /// <returns>The embedding, <c>[batch, lin_neurons]</c>.</returns>
    public string Embedding(string features)
    {
        var last = parameters.Channels.Count - 1;
        var x = graph.Node("Transpose", [features], ("perm", new long[] { 0, 2, 1 }));
        x = Tdnn(x, "blocks.0", parameters.KernelSizes[0], parameters.Dilations[0], parameters.Groups[0]);
        var outputs = new List<string>();
        for (var i = 1; i < last; i++)
        {
            x = SqueezeExcitationRes2Net(x, i);
            outputs.Add(x);
        }

        x = graph.Node("Concat", [.. outputs], ("axis", 1));
        x = Tdnn(x, "mfa", parameters.KernelSizes[last], parameters.Dilations[last], parameters.Groups[last]);
        x = BatchNorm(AttentiveStatistics(x), "asp_bn.norm");
        return graph.Node("Squeeze", [Conv(x, "fc.conv", 1, 1, 1), graph.Constant(2)]);
    }

    private string SqueezeExcitationRes2Net(string x, int index)
    {
        var block = Invariant($"blocks.{index}");
        var channels = parameters.Channels[index];
        var residual = channels == parameters.Channels[index - 1] ? x : Conv(x, $"{block}.shortcut.conv", 1, 1, 1);
        x = Tdnn(x, $"{block}.tdnn1", 1, 1, parameters.Groups[index]);
        x = Res2Net(x, $"{block}.res2net_block", channels, parameters.KernelSizes[index], parameters.Dilations[index]);
        x = Tdnn(x, $"{block}.tdnn2", 1, 1, parameters.Groups[index]);
        return graph.Node("Add", [SqueezeExcitation(x, $"{block}.se_block"), residual]);
    }

    private string Res2Net(string x, string prefix, int channels, int kernel, int dilation)
    {
        var width = channels / parameters.Res2NetScale;
        var outputs = new string[parameters.Res2NetScale];
        for (var i = 0; i < outputs.Length; i++)
        {
            var chunk = graph.Node("Slice", [x, graph.Constant(i * width), graph.Constant((i + 1) * width), graph.Constant(1)]);
            var input = i < 2 ? chunk : graph.Node("Add", [chunk, outputs[i - 1]]);
            outputs[i] = i == 0 ? chunk : Tdnn(input, Invariant($"{prefix}.blocks.{i - 1}"), kernel, dilation, 1);
        }

        return graph.Node("Concat", outputs, ("axis", 1));
    }

    private string SqueezeExcitation(string x, string prefix)
    {
        var squeezed = graph.Node("Relu", [Conv(Mean(x), $"{prefix}.conv1.conv", 1, 1, 1)]);
        var gate = graph.Node("Sigmoid", [Conv(squeezed, $"{prefix}.conv2.conv", 1, 1, 1)]);
        return graph.Node("Mul", [x, gate]);
    }

    private string AttentiveStatistics(string x)
    {
        var attention = x;
        if (parameters.GlobalContext)
        {
            var mean = Mean(x);
            var deviation = Deviation(Mean(Square(graph.Node("Sub", [x, mean]))));
            var shape = graph.Node("Shape", [x]);
            attention = graph.Node("Concat", [x, graph.Node("Expand", [mean, shape]), graph.Node("Expand", [deviation, shape])], ("axis", 1));
        }

        attention = graph.Node("Tanh", [Tdnn(attention, "asp.tdnn", 1, 1, 1)]);
        attention = graph.Node("Softmax", [Conv(attention, "asp.conv.conv", 1, 1, 1)], ("axis", 2));
        var weightedMean = Sum(graph.Node("Mul", [attention, x]));
        var weightedVariance = Sum(graph.Node("Mul", [attention, Square(graph.Node("Sub", [x, weightedMean]))]));
        return graph.Node("Concat", [weightedMean, Deviation(weightedVariance)], ("axis", 1));
    }

    /// <summary>Adds convolution, activation and batch normalisation, in this order.</summary>
    private string Tdnn(string x, string prefix, int kernel, int dilation, int groups)
    {
        var convolved = Conv(x, $"{prefix}.conv.conv", kernel, dilation, groups);
        return BatchNorm(SpeechBrainActivation.Apply(graph, parameters.Activation, convolved), $"{prefix}.norm.norm");
    }

    /// <summary>Adds a convolution that keeps the number of frames by reflecting the ends.</summary>
    private string Conv(string x, string name, int kernel, int dilation, int groups)
    {
        var padding = dilation * (kernel - 1) / 2;
        if (padding > 0)
        {
            x = graph.Node("Pad", [x, graph.Constant(0, 0, padding, 0, 0, padding)], ("mode", "reflect"));
        }

        return graph.Node(
            "Conv",
            [x, Weight($"{name}.weight"), Weight($"{name}.bias")],
            ("kernel_shape", new long[] { kernel }),
            ("dilations", new long[] { dilation }),
            ("group", groups));
    }

    private string BatchNorm(string x, string name) => graph.Node(
        "BatchNormalization",
        [x, Weight($"{name}.weight"), Weight($"{name}.bias"), Weight($"{name}.running_mean"), Weight($"{name}.running_var")],
        ("epsilon", BatchNormEps));

    private string Mean(string x) => graph.Node("ReduceMean", [x], ("axes", new long[] { 2 }), ("keepdims", 1));

    private string Sum(string x) => graph.Node("ReduceSum", [x, graph.Constant(2)], ("keepdims", 1));

    private string Square(string x) => graph.Node("Mul", [x, x]);

    private string Deviation(string variance) => graph.Node("Sqrt", [graph.Node("Max", [variance, graph.Constant([SmallestVariance], [])])]);

    private string Weight(string name) => graph.Weight(weights.TryGet(name, out var tensor)
        ? tensor
        : throw new InvalidOperationException($"The tensor '{name}' was not checked before the graph was built."));
}
