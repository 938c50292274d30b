namespace EmotionAI.Graphs;

/// <summary>Writes the activation functions of transformers (<c>ACT2FN</c>) as nodes, fused with the bias before them where the runtime can.</summary>
internal static class ActivationFunction
{
    private const float LeakyReluSlope = 0.01f;
    private const float QuickGeluFactor = 1.702f;
    private const float LaplaceMean = 0.707107f;
    private const float LaplaceDeviation = 0.282095f;

    private static readonly Dictionary<string, Func<OnnxGraphBuilder, string, string>> Functions = new(StringComparer.Ordinal)
    {
        ["gelu"] = Gelu,
        ["gelu_python"] = Gelu,
        ["gelu_new"] = TanhGelu,
        ["gelu_fast"] = TanhGelu,
        ["gelu_pytorch_tanh"] = TanhGelu,
        ["gelu_python_tanh"] = TanhGelu,
        ["gelu_accurate"] = TanhGelu,
        ["gelu_10"] = (graph, x) => Clip(graph, Gelu(graph, x), -10, 10),
        ["quick_gelu"] = (graph, x) => graph.MicrosoftNode("QuickGelu", [x], ("alpha", QuickGeluFactor)),
        ["relu"] = (graph, x) => graph.Node("Relu", [x]),
        ["relu2"] = (graph, x) => Square(graph, graph.Node("Relu", [x])),
        ["relu6"] = (graph, x) => Clip(graph, x, 0, 6),
        ["leaky_relu"] = (graph, x) => graph.Node("LeakyRelu", [x], ("alpha", LeakyReluSlope)),
        ["silu"] = (graph, x) => graph.MicrosoftNode("QuickGelu", [x], ("alpha", 1f)),
        ["swish"] = (graph, x) => graph.MicrosoftNode("QuickGelu", [x], ("alpha", 1f)),
        ["tanh"] = (graph, x) => graph.Node("Tanh", [x]),
        ["sigmoid"] = (graph, x) => graph.Node("Sigmoid", [x]),
        ["mish"] = (graph, x) => graph.Node("Mul", [x, graph.Node("Tanh", [graph.Node("Softplus", [x])])]),
        ["laplace"] = Laplace,
        ["linear"] = (_, x) => x,
    };

    public static IEnumerable<string> Names => Functions.Keys;

    public static bool IsKnown(string name) => Functions.ContainsKey(name);

    /// <summary>Adds <c>function(x)</c>.</summary>
    public static string Apply(OnnxGraphBuilder graph, string name, string x) => Functions[name](graph, x);

    /// <summary>Adds <c>function(x + bias)</c>.</summary>
    public static string Apply(OnnxGraphBuilder graph, string name, string x, string bias) => Functions[name] switch
    {
        var function when function == Gelu => graph.MicrosoftNode("BiasGelu", [x, bias]),
        var function when function == TanhGelu => graph.MicrosoftNode("FastGelu", [x, bias]),
        var function => function(graph, graph.Node("Add", [x, bias])),
    };

    private static string Gelu(OnnxGraphBuilder graph, string x) => graph.MicrosoftNode("Gelu", [x]);

    private static string TanhGelu(OnnxGraphBuilder graph, string x) => graph.MicrosoftNode("FastGelu", [x]);

    /// <summary>Adds <c>½ (1 + erf((x − μ) / (σ √2)))</c>.</summary>
    private static string Laplace(OnnxGraphBuilder graph, string x)
    {
        var scaled = graph.Node("Div", [graph.Node("Sub", [x, graph.Scalar(LaplaceMean)]), graph.Scalar(LaplaceDeviation * MathF.Sqrt(2))]);
        return graph.Node("Mul", [graph.Node("Add", [graph.Node("Erf", [scaled]), graph.Scalar(1)]), graph.Scalar(0.5f)]);
    }

    private static string Square(OnnxGraphBuilder graph, string x) => graph.Node("Mul", [x, x]);

    private static string Clip(OnnxGraphBuilder graph, string x, float low, float high) =>
        graph.Node("Clip", [x, graph.Constant([low], []), graph.Constant([high], [])]);
}
