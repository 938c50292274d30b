using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Inference;
using EmotionAI.Tests.Models.Reference;

namespace EmotionAI.Tests.Models;

/// <summary>Compares every activation function with its formula in double precision.</summary>
public sealed class ActivationTests
{
    private const double Tolerance = 2e-6;
    private const float Bias = 0.25f;

    private static readonly float[] Points = [-20, -10.5f, -3, -1.7f, -1, -0.6f, -0.25f, -0.01f, 0, 0.01f, 0.3f, 0.7f, 1, 2.5f, 5.9f, 6.1f, 9, 12, 20];

    public static TheoryData<string> Names => [.. ActivationFunction.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Apply_EachName_EqualsItsFormula(string name)
    {
        var plain = Run((graph, x) => ActivationFunction.Apply(graph, name, x));
        var withBias = Run((graph, x) => ActivationFunction.Apply(graph, name, x, graph.Constant([.. Enumerable.Repeat(Bias, Points.Length)], Points.Length)));

        for (var i = 0; i < Points.Length; i++)
        {
            AssertClose(ReferenceMath.Activate(name, Points[i]), plain[i], $"{name}({Points[i]})");
            AssertClose(ReferenceMath.Activate(name, Points[i] + Bias), withBias[i], $"{name}({Points[i]} + {Bias})");
        }
    }

    private static void AssertClose(double expected, float found, string place) =>
        Assert.True(Math.Abs(expected - found) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{place} is {found:R}, expected {expected:R}.");

    private static float[] Run(Func<OnnxGraphBuilder, string, string> write)
    {
        var graph = new OnnxGraphBuilder();
        var x = graph.Input("x", InputRole.Values, OnnxElementType.Float, "batch", Points.Length);
        using var shared = new SharedWeights();
        using var session = OnnxSession.Create(graph.Build("y", write(graph, x), "batch", Points.Length), [], shared, Points.Length, new SessionSettings(1), () => { });
        var y = new float[Points.Length];
        session.Run<float>(Points, new TensorShape(1, Points.Length), [], y, default);
        return y;
    }
}
