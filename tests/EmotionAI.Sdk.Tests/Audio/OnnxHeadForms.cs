using System.Runtime.InteropServices;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Tests.Bundles.Malformed;

namespace EmotionAI.Tests.Audio;

/// <summary>Writes speech models whose last layer has each of the forms that exporters give it.</summary>
internal static class OnnxHeadForms
{
    private const int Bands = 8;
    private const int Labels = 2;

    private static readonly float[] Matrix = [.. Enumerable.Range(0, Bands * Labels).Select(i => 0.25f * MathF.Sin(i + 1))];
    private static readonly float[] Offset = [0.125f, -0.5f];

    private static readonly Dictionary<string, Func<OnnxGraphBuilder, string, string>> Forms = new(StringComparer.Ordinal)
    {
        ["gemm"] = (graph, x) => graph.Node("Gemm", [x, graph.Constant(Matrix, Bands, Labels), graph.Constant(Offset, Labels)]),
        ["gemm-transposed"] = (graph, x) => graph.Node("Gemm", [x, graph.Constant(Matrix, Labels, Bands), graph.Constant(Offset, 1, Labels)], ("transB", 1), ("alpha", 0.5f), ("beta", 2f)),
        ["matmul-add"] = (graph, x) => graph.Node("Add", [graph.Node("MatMul", [x, graph.Constant(Matrix, Bands, Labels)]), graph.Constant(Offset, Labels)]),
        ["add-matmul-half"] = (graph, x) => graph.Node("Add", [graph.Constant(Offset, Labels), graph.Node("MatMul", [x, graph.ToFloat(Half(graph, Bands, Labels))])]),
        ["half-layer"] = (graph, x) => graph.ToFloat(graph.Node("Gemm", [graph.Node("Cast", [x], ("to", (int)OnnxElementType.Float16)), Half(graph, Bands, Labels), Halves(graph, Offset, Labels)])),
        ["transpose"] = (graph, x) => graph.Node("Add", [graph.Node("MatMul", [x, graph.Node("Transpose", [graph.Constant(Matrix, Labels, Bands)], ("perm", new long[] { 1, 0 }))]), graph.Constant(Offset, Labels)]),
        ["log-softmax"] = (graph, x) => graph.Node("LogSoftmax", [graph.Node("Identity", [graph.Node("Gemm", [x, graph.Constant(Matrix, Bands, Labels), graph.Constant(Offset, Labels)])])], ("axis", 1)),
        ["squeeze"] = (graph, x) => graph.Node("Squeeze", [graph.Node("Add", [graph.Node("MatMul", [graph.Node("Unsqueeze", [x, graph.Constant(1)]), graph.Constant(Matrix, Bands, Labels)]), graph.Constant(Offset, Labels)]), graph.Constant(1)]),
        ["reshape"] = (graph, x) => graph.Node("Reshape", [graph.Node("Gemm", [x, graph.Constant(Matrix, Bands, Labels), graph.Constant(Offset, Labels)]), graph.Constant(-1, Labels)]),
        ["no-bias"] = (graph, x) => graph.Node("MatMul", [x, graph.Constant(Matrix, Bands, Labels)]),
        ["softmax"] = (graph, x) => graph.Node("Softmax", [graph.Node("Gemm", [x, graph.Constant(Matrix, Bands, Labels), graph.Constant(Offset, Labels)])], ("axis", 1)),
        ["relu"] = (graph, x) => graph.Node("Relu", [graph.Node("Gemm", [x, graph.Constant(Matrix, Bands, Labels), graph.Constant(Offset, Labels)])]),
        ["product"] = (graph, x) => graph.Node("MatMul", [x, graph.Node("Mul", [graph.Constant(Matrix, Bands, Labels), graph.Scalar(2)])]),
        ["residual"] = (graph, x) => graph.Node("Add", [graph.Node("MatMul", [x, graph.Constant(Matrix, Bands, Labels)]), graph.Node("MatMul", [x, graph.Constant(Matrix, Bands, Labels)])]),
        ["input-weight"] = (graph, x) => graph.Node("MatMul", [graph.Node("Reshape", [graph.Constant(Matrix, Labels, Bands), graph.Constant(Labels, Bands)]), x]),
    };

    /// <summary>Writes a folder; the vector that its layer reads is the mean of each band.</summary>
    public static TemporaryFolder Folder(string form)
    {
        var folder = TinyFolders.Onnx();
        folder.Write("model.onnx", Model(form));
        return folder;
    }

    /// <summary>Writes a folder whose model keeps the weights before and of its last layer in a file below.</summary>
    public static TemporaryFolder ExternalFolder()
    {
        const string location = "data/weights.bin";
        var folder = TinyFolders.Onnx();
        var scale = Enumerable.Range(1, Bands).Select(i => (float)i).ToArray();
        Directory.CreateDirectory(folder.File("data"));
        folder.Write(location, [.. MemoryMarshal.AsBytes<float>(scale), .. MemoryMarshal.AsBytes<float>(Matrix)]);
        var graph = new OnnxGraphBuilder();
        var features = graph.Input("input", InputRole.Values, OnnxElementType.Float, "batch", Bands, "frames");
        var vector = graph.Node("Mul", [graph.Node("ReduceMean", [features], ("axes", new long[] { 2 }), ("keepdims", 0)), graph.External("scale", OnnxElementType.Float, [Bands], location, 0, sizeof(float) * Bands)]);
        var weight = graph.External("weight", OnnxElementType.Float, [Labels, Bands], location, sizeof(float) * Bands, sizeof(float) * Labels * Bands);
        folder.Write("model.onnx", graph.Build("logits", graph.Node("Gemm", [vector, weight, graph.Constant(Offset, Labels)], ("transB", 1)), "batch", Labels).Bytes);
        return folder;
    }

    public static byte[] Model(string form)
    {
        var graph = new OnnxGraphBuilder();
        var features = graph.Input("input", InputRole.Values, OnnxElementType.Float, "batch", Bands, "frames");
        var vector = graph.Node("ReduceMean", [features], ("axes", new long[] { 2 }), ("keepdims", 0));
        return graph.Build("logits", Forms[form](graph, vector), "batch", Labels).Bytes;
    }

    private static string Half(OnnxGraphBuilder graph, params long[] shape) => Halves(graph, Matrix, shape);

    private static string Halves(OnnxGraphBuilder graph, float[] values, params long[] shape) =>
        graph.Inline(graph.NextName(), OnnxElementType.Float16, shape, MemoryMarshal.AsBytes<Half>(values.Select(value => (Half)value).ToArray()));
}
