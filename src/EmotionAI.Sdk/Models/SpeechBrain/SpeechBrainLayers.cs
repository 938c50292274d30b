using EmotionAI.Graphs;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Models.SpeechBrain;

/// <summary>Writes the layers of <c>speechbrain.nnet</c>.</summary>
internal static class SpeechBrainLayers
{
    /// <summary>What stands for the noise that <c>StatisticsPooling</c> adds to the mean: the middle of its range, 1e-5 to 9e-5.</summary>
    private const float MeanOfNoise = 5e-5f;

    /// <summary>What it adds to the deviation.</summary>
    private const float Epsilon = 1e-5f;

    /// <summary>Adds a convolution that keeps the number of frames by reflecting the ends.</summary>
    public static string ReflectedConv(this NetworkWriter writer, string x, string name, long inputs, long outputs, int kernel = 1, int dilation = 1, int groups = 1)
    {
        var graph = writer.Graph;
        var padding = dilation * (kernel - 1) / 2;
        if (padding > 0)
        {
            x = graph.Node("Pad", [x, graph.Constant(0, 0, padding, 0, 0, padding)], ("mode", "reflect"));
        }

        return graph.Node(
            "Conv",
            [x, writer.Weight($"{name}.weight", outputs, inputs / groups, kernel), writer.Weight($"{name}.bias", outputs)],
            ("kernel_shape", new long[] { kernel }),
            ("dilations", new long[] { dilation }),
            ("group", groups));
    }

    /// <summary>Adds mean and deviation of the frames: <c>[batch, frames, size] → [batch, size · 1 or 2]</c>. The deviation divides by one less than the frames.</summary>
    public static string Statistics(this OnnxGraphBuilder graph, string x, StatisticsParameters parameters)
    {
        var mean = graph.Node("ReduceMean", [x], ("axes", new long[] { 1 }), ("keepdims", 1));
        List<string> parts = [];
        if (parameters.Mean)
        {
            var flat = graph.Node("Squeeze", [mean, graph.Constant(1)]);
            parts.Add(parameters.HasNoise ? graph.Node("Add", [flat, graph.Scalar(MeanOfNoise)]) : flat);
        }

        if (parameters.Deviation)
        {
            var centred = graph.Node("Sub", [x, mean]);
            var squares = graph.Node("ReduceSum", [graph.Node("Mul", [centred, centred]), graph.Constant(1)], ("keepdims", 0));
            var frames = graph.ToFloat(graph.Node("Shape", [x], ("start", 1), ("end", 2)));
            var variance = graph.Node("Div", [squares, graph.Node("Sub", [frames, graph.Scalar(1)])]);
            parts.Add(graph.Node("Add", [graph.Node("Sqrt", [variance]), graph.Scalar(Epsilon)]));
        }

        return parts.Count == 1 ? parts[0] : graph.Node("Concat", [.. parts], ("axis", 1));
    }
}
