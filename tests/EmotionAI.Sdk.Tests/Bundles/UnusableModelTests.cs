using System.Buffers.Binary;
using System.Text;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Tests.Bundles.Malformed;

namespace EmotionAI.Tests.Bundles;

public sealed class UnusableModelTests
{
    [Fact]
    public void Inspect_OnnxWithAFixedBatch_IsAProblem()
    {
        using var folder = TinyFolders.Onnx();
        var graph = new OnnxGraphBuilder();
        var features = graph.Input("input", InputRole.Values, OnnxElementType.Float, "four", "bands", "frames");
        var mean = graph.Node("ReduceMean", [features], ("axes", new long[] { 1, 2 }), ("keepdims", 0));
        var model = graph.Build("logits", graph.Node("Mul", [graph.Node("Reshape", [mean, graph.Constant(-1, 1)]), graph.Constant([-1f, 1f], 1, 2)]), "batch", 2).Bytes;
        folder.Write("model.onnx", FixBatch(model));

        var problem = Assert.Single(ModelBundle.Inspect(folder.Path).Problems, problem => problem.Key == "inputs");

        Assert.Equal(BundleProblemCodes.ModelSignature, problem.Code);
        Assert.Contains("[4, ", problem.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_TensorAboveTwoGibibytes_IsAProblem()
    {
        const long rows = 140_000_000;
        using var folder = TinyFolders.Bert();
        var file = File.ReadAllBytes(folder.File("model.safetensors"));
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var header = Encoding.UTF8.GetString(file, 8, length);
        var data = file.Length - 8 - length;
        header = header.Replace("\"shape\":[10,4],\"data_offsets\":[0,160]", $"\"shape\":[{rows},4],\"data_offsets\":[{data},{data + (rows * 16)}]", StringComparison.Ordinal)[..^1];
        header += ",\"unread\":{\"dtype\":\"F32\",\"shape\":[40],\"data_offsets\":[0,160]}}";
        using (var sparse = File.Create(folder.File("model.safetensors")))
        {
            Span<byte> prefix = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
            sparse.Write(prefix);
            sparse.Write(Encoding.UTF8.GetBytes(header));
            sparse.Write(file.AsSpan(8 + length));
            sparse.SetLength(sparse.Position + (rows * 16));
        }

        var problem = Assert.Single(ModelBundle.Inspect(folder.Path).Problems, problem => problem.Key == "bert.embeddings.word_embeddings.weight");

        Assert.Equal((EmotionErrorCodes.LimitExceeded, "2240000000 bytes"), (problem.Code, problem.Found));
    }

    /// <summary>Replaces the symbol "four", field 2 of a dimension, by the size 4, field 1; what is left over becomes bytes of an unknown field.</summary>
    private static byte[] FixBatch(byte[] model)
    {
        byte[] symbol = [0x12, 4, .. "four"u8];
        var at = model.AsSpan().IndexOf(symbol);
        byte[] size = [0x08, 4, 0x7A, 2, 0, 0];
        size.CopyTo(model, at);
        return model;
    }
}
