using EmotionAI.Checkpoints.Onnx;
using Google.Protobuf;

namespace EmotionAI.Tests.Checkpoints.Onnx;

public class OnnxModelFileTests
{
    [Fact]
    public void Open_SmallModel_IsDescribed()
    {
        using var folder = new TempFolder();
        var model = OnnxModelFile.Open(folder.Write("model.onnx", OnnxBuilder.Small()), EmotionLimits.Default);

        Assert.Equal((8L, "tests", "1.0"), (model.IrVersion, model.ProducerName, model.ProducerVersion));
        Assert.Equal([new OnnxOperatorSet("", 17)], model.OperatorSets);
        var input = Assert.Single(model.Inputs);
        Assert.Equal(("x", OnnxElementType.Float, "batch,4"), (input.Name, input.ElementType, string.Join(",", input.Shape!)));
        Assert.Equal("y", Assert.Single(model.Outputs).Name);
        Assert.Empty(model.NonFinite);
    }

    [Fact]
    public void Open_NaNInInitializer_IsNamed()
    {
        using var folder = new TempFolder();
        var bytes = OnnxBuilder.Model(graph =>
        {
            graph.Message(5, tensor => { tensor.Number(1, 1); tensor.Number(2, 1); tensor.Text(8, "raw"); tensor.Bytes(9, TorchBuilder.Bytes(float.NaN)); });
            graph.Message(5, tensor => { tensor.Number(1, 1); tensor.Number(2, 1); tensor.Text(8, "packed"); tensor.Bytes(4, TorchBuilder.Bytes(float.PositiveInfinity)); });
            graph.Message(5, tensor => { tensor.Number(1, 1); tensor.Number(2, 7); tensor.Text(8, "integer"); tensor.Bytes(9, TorchBuilder.Bytes(-1L)); });
        });

        Assert.Equal(["raw", "packed"], OnnxModelFile.Open(folder.Write("model.onnx", bytes), EmotionLimits.Default).NonFinite);
    }

    public static TheoryData<string> Places => ["initializer", "sparse", "subgraph", "attribute", "function", "training"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Open_DataOutside_IsFoundEverywhere(string place)
    {
        using var folder = new TempFolder();
        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(folder.Write("model.onnx", WithExternal(place, ("location", "../x"))), EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.PathOutside, error.Code);
        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmotionErrorCodes.FormatInvalid, "without saying where")]
    [InlineData(EmotionErrorCodes.FormatInvalid, "twice", "location", "w.bin", "location", "w.bin")]
    [InlineData(EmotionErrorCodes.PathOutside, "is empty", "location", "")]
    [InlineData(EmotionErrorCodes.PathOutside, "is absolute", "location", "C:\\w.bin")]
    [InlineData(EmotionErrorCodes.PathOutside, "climbs out", "location", "a\\..\\..\\w.bin")]
    [InlineData(EmotionErrorCodes.FileMissing, "does not exist", "location", "v.bin")]
    [InlineData(EmotionErrorCodes.FormatInvalid, "not a number", "location", "w.bin", "offset", "-1")]
    [InlineData(EmotionErrorCodes.FormatInvalid, "not a number", "location", "w.bin", "length", "0x10")]
    [InlineData(EmotionErrorCodes.FileTruncated, "which has 16", "location", "w.bin", "offset", "4", "length", "16")]
    [InlineData(EmotionErrorCodes.FileTruncated, "which has 16", "location", "w.bin", "offset", "9223372036854775807", "length", "16")]
    [InlineData(EmotionErrorCodes.FormatInvalid, "need 16", "location", "w.bin", "length", "12")]
    [InlineData(EmotionErrorCodes.FormatInvalid, "need 16", "location", "w.bin", "offset", "4")]
    public void Open_BrokenExternalData_IsRefused(string code, string mention, params string[] pairs)
    {
        using var folder = new TempFolder();
        folder.Write("w.bin", new byte[16]);
        var bytes = WithExternal("initializer", pairs.Chunk(2).Select(pair => (pair[0], pair[1])).ToArray());

        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(folder.Write("model.onnx", bytes), EmotionLimits.Default));

        Assert.Equal(code, error.Code);
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Open_HubCache_AllowsDataWhereTheModelReallyLies()
    {
        using var folder = new TempFolder();
        folder.Write("blobs/1", WithExternal("initializer", ("location", "w.bin")));
        folder.Write("blobs/2", new byte[16]);
        Directory.CreateDirectory(folder.File("snapshot"));
        File.CreateSymbolicLink(folder.File("snapshot/model.onnx"), "../blobs/1");
        File.CreateSymbolicLink(folder.File("snapshot/w.bin"), "../blobs/2");

        var place = Assert.Single(OnnxModelFile.Open(folder.File("snapshot/model.onnx"), EmotionLimits.Default).ExternalData);

        Assert.EndsWith(Path.Combine("blobs", "2"), place.FullPath, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Open_FolderLinkOutside_IsRefused()
    {
        using var folder = new TempFolder();
        folder.Write("elsewhere/w.bin", new byte[16]);
        var model = folder.Write("model/model.onnx", WithExternal("initializer", ("location", "sub/w.bin")));
        Directory.CreateSymbolicLink(folder.File("model/sub"), "../elsewhere");

        Assert.Equal(EmotionErrorCodes.PathOutside, Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(model, EmotionLimits.Default)).Code);
    }

    [Fact]
    public void Open_ForeignOperator_IsNamedUnlessTheModelDefinesIt()
    {
        using var folder = new TempFolder();
        void Graph(CodedOutputStream graph) => graph.Message(1, node => { node.Text(4, "Secret"); node.Text(7, "my.domain"); });
        var foreign = folder.Write("foreign.onnx", OnnxBuilder.Model(Graph));
        var own = folder.Write("own.onnx", OnnxBuilder.Model(Graph, model => model.Message(25, function => { function.Text(1, "Secret"); function.Text(10, "my.domain"); })));
        var known = folder.Write("known.onnx", OnnxBuilder.Model(graph => graph.Message(1, node => { node.Text(4, "FusedMatMul"); node.Text(7, "com.microsoft"); })));

        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(foreign, EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, error.Code);
        Assert.Contains("'Secret' of domain 'my.domain'", error.Message, StringComparison.Ordinal);
        Assert.Empty(OnnxModelFile.Open(own, EmotionLimits.Default).Inputs);
        Assert.Empty(OnnxModelFile.Open(known, EmotionLimits.Default).Inputs);
    }

    [Fact]
    public void Open_DeepGraphs_AreBounded()
    {
        using var folder = new TempFolder();
        void Nest(CodedOutputStream graph, int depth)
        {
            if (depth > 0)
            {
                graph.Message(1, node => node.Message(5, attribute => attribute.Message(6, inner => Nest(inner, depth - 1))));
            }
        }

        OnnxModelFile.Open(folder.Write("low.onnx", OnnxBuilder.Model(graph => Nest(graph, 32))), EmotionLimits.Default);
        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(folder.Write("deep.onnx", OnnxBuilder.Model(graph => Nest(graph, 33))), EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
    }

    [Theory]
    [InlineData("two graphs", "twice")]
    [InlineData("no graph", "no graph")]
    [InlineData("two values", "two values")]
    [InlineData("group", "wire type 3")]
    [InlineData("zero tag", "field tag")]
    [InlineData("negative dimension", "dimension of -1")]
    public void Open_BrokenModel_IsRefused(string fault, string mention)
    {
        var bytes = fault switch
        {
            "two graphs" => OnnxBuilder.Model(_ => { }, model => model.Message(7, _ => { })),
            "no graph" => OnnxBuilder.Message(model => model.Number(1, 8)),
            "two values" => OnnxBuilder.Model(graph => graph.Message(1, node => node.Message(5, attribute => { attribute.Message(5, _ => { }); attribute.Message(5, _ => { }); }))),
            "group" => [.. OnnxBuilder.Small(), (7 << 3) | 3],
            "zero tag" => [.. OnnxBuilder.Small(), 0],
            _ => OnnxBuilder.Model(graph => graph.Value(11, "x", -1)),
        };
        using var folder = new TempFolder();

        var error = Assert.Throws<EmotionAIException>(() => OnnxModelFile.Open(folder.Write("model.onnx", bytes), EmotionLimits.Default));

        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        Assert.Contains("model.onnx", error.Message, StringComparison.Ordinal);
    }

    private static byte[] WithExternal(string place, params (string Key, string Value)[] pairs)
    {
        void Tensor(CodedOutputStream tensor) => tensor.External("w", 4, pairs);
        void Graph(CodedOutputStream graph) => graph.Message(5, Tensor);
        void Node(CodedOutputStream node, Action<CodedOutputStream> attribute) => node.Message(5, attribute);
        return place switch
        {
            "initializer" => OnnxBuilder.Model(Graph),
            "sparse" => OnnxBuilder.Model(graph => graph.Message(15, sparse => sparse.Message(1, Tensor))),
            "subgraph" => OnnxBuilder.Model(graph => graph.Message(1, node => Node(node, attribute => attribute.Message(6, Graph)))),
            "attribute" => OnnxBuilder.Model(graph => graph.Message(1, node => Node(node, attribute => attribute.Message(5, Tensor)))),
            "function" => OnnxBuilder.Model(_ => { }, model => model.Message(25, function => function.Message(7, node => Node(node, attribute => attribute.Message(11, Graph))))),
            _ => OnnxBuilder.Model(_ => { }, model => model.Message(20, training => training.Message(1, Graph))),
        };
    }
}
