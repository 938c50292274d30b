using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.Heads;
using EmotionAI.Tests.Audio;

namespace EmotionAI.Tests.Checkpoints.Malformed;

/// <summary>A file that was changed after its check, or made to mislead, ends in an error that names it: never another exception, and never a loop.</summary>
public sealed class HostileOnnxHeadTests
{
    private static readonly LinearHead Head = new(new EmotionLabels(["a", "b", "c"]), new float[24], new float[3], 8);

    [Theory]
    [InlineData("gemm-transposed")]
    [InlineData("add-matmul-half")]
    public void Find_EveryByteChanged_AnswersOrNamesTheFile(string form)
    {
        var model = OnnxHeadForms.Model(form);
        using var folder = new TemporaryFolder();
        for (var at = 0; at < model.Length; at++)
        {
            foreach (var value in (byte[])[0xFF, (byte)(model[at] + 1)])
            {
                var changed = (byte[])model.Clone();
                changed[at] = value;
                AssertAnswersOrNames(folder, changed);
            }

            AssertAnswersOrNames(folder, model[..at]);
        }
    }

    [Theory]
    [InlineData("Identity", 1)]
    [InlineData("Add", 2)]
    [InlineData("MatMul", 2)]
    public void Find_NodeThatReadsItself_Ends(string operation, int inputs)
    {
        using var folder = new TemporaryFolder();
        var node = OnnxProto.Node(operation, "", [.. Enumerable.Repeat("logits", inputs)], "logits", []);
        var graph = OnnxProto.Graph([node], [], [], OnnxProto.ValueInfo("logits", OnnxElementType.Float, 1, 2));
        var path = folder.Write("model.onnx", OnnxProto.Model(graph));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, Assert.Throws<EmotionAIException>(() => OnnxHead.Find(path, "logits", EmotionLimits.Default)).Code);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(long.MaxValue, 2)]
    [InlineData(-1, 2)]
    [InlineData(8, 1L << 40)]
    public void Find_WeightOfAnImpossibleShape_IsRefused(long rows, long columns)
    {
        using var folder = new TemporaryFolder();
        var graph = OnnxProto.Graph(
            [OnnxProto.Node("MatMul", "", ["x", "w"], "logits", [])],
            [OnnxProto.InlineTensor("w", OnnxElementType.Float, [rows, columns], new byte[64])],
            [OnnxProto.ValueInfo("x", OnnxElementType.Float, 1, 8)],
            OnnxProto.ValueInfo("logits", OnnxElementType.Float, 1, 2));
        var path = folder.Write("model.onnx", OnnxProto.Model(graph));

        Assert.Contains("not a matrix", Assert.Throws<EmotionAIException>(() => OnnxHead.Find(path, "logits", EmotionLimits.Default)).Message, StringComparison.Ordinal);
    }

    private static void AssertAnswersOrNames(TemporaryFolder folder, byte[] model)
    {
        var path = folder.Write("model.onnx", model);
        try
        {
            var layer = OnnxHead.Find(path, "logits", EmotionLimits.Default);
            if (layer.Dimensions == Head.Dimensions)
            {
                OnnxHeadReplacement.Write(path, "logits", layer, Head, EmotionLimits.Default);
            }
        }
        catch (EmotionAIException fault)
        {
            Assert.Equal(path, fault.Path);
        }
    }
}
