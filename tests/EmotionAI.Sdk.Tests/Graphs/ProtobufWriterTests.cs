using EmotionAI.Graphs;
using Google.Protobuf;

namespace EmotionAI.Tests.Graphs;

/// <summary>Google.Protobuf is the reference: its writer gives the same bytes, its reader reads what is written here.</summary>
public sealed class ProtobufWriterTests
{
    private const int Messages = 200;
    private const int LargestField = (1 << 29) - 1;

    private static readonly long[] Edges = [0, 1, 127, 128, 16383, 16384, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, -1];
    private static readonly string[] Texts = ["", "a", "größer 😀", "half \uD83D", new('x', 127), new('x', 128), new('é', 8192)];
    private static readonly float[] Floats = [0, -0f, 1.5f, float.Epsilon, float.MaxValue, float.NaN, float.NegativeInfinity];

    [Fact]
    public void ToArray_AnyFields_EqualsTheReferenceWriter()
    {
        var random = new Random(9);
        for (var message = 0; message < Messages; message++)
        {
            var writer = new ProtobufWriter(random.Next(100));
            using var stream = new MemoryStream();
            using var reference = new CodedOutputStream(stream);
            for (var i = random.Next(20); i >= 0; i--)
            {
                WriteBoth(random, writer, reference);
            }

            reference.Flush();
            Assert.Equal(stream.ToArray(), writer.ToArray());
        }
    }

    [Fact]
    public void Build_GraphOfEveryPart_IsReadByTheReferenceReader()
    {
        var graph = new OnnxGraphBuilder();
        var input = graph.Input("input", InputRole.Values, EmotionAI.Checkpoints.Onnx.OnnxElementType.Float, "batch", 300);
        var weight = graph.Constant([1f, -2f], 2, 1);
        var node = graph.MicrosoftNode("Gelu", [input, weight], ("alpha", 0.5f), ("axis", -1), ("mode", "same"), ("pads", new long[] { 0, -1 }));
        var output = graph.Node("Slice", [node, graph.Constant(0L, -1L)]);

        var model = new ProtobufFields(graph.Build("logits", output, "batch", 7).Bytes);

        Assert.Equal("EmotionAI.Sdk", model.Text(2));
        Assert.Equal(["", "com.microsoft"], model.Messages(8).Select(set => set.Text(1)));
        var body = model.Messages(7).Single();
        var nodes = body.Messages(1).ToList();
        Assert.Equal(["Gelu", "Slice", "Identity"], nodes.Select(item => item.Text(4)));
        Assert.Equal(["com.microsoft", "", ""], nodes.Select(item => item.Text(7)));
        Assert.Equal([input, weight], nodes[0].Texts(1));
        var attributes = nodes[0].Messages(5).ToDictionary(item => item.Text(1));
        Assert.Equal(0.5f, attributes["alpha"].Float(2));
        Assert.Equal([-1L], attributes["axis"].Ints(3));
        Assert.Equal("same", attributes["mode"].Text(4));
        Assert.Equal([0L, -1L], attributes["pads"].Ints(8));
        var tensors = body.Messages(5).ToDictionary(item => item.Text(8));
        Assert.Equal([2L, 1L], tensors[weight].Ints(1));
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], tensors[weight].Bytes(9));
        var shape = body.Messages(11).Single().Messages(2).Single().Messages(1).Single().Messages(2).Single();
        Assert.Equal("batch", shape.Messages(1).First().Text(2));
        Assert.Equal([300L], shape.Messages(1).Last().Ints(1));
        Assert.Equal("logits", body.Messages(12).Single().Text(1));
    }

    private static void WriteBoth(Random random, ProtobufWriter writer, CodedOutputStream reference)
    {
        var field = random.Next(4) == 0 ? random.Next(1, LargestField) : random.Next(1, 30);
        switch (random.Next(4))
        {
            case 0:
                var number = random.Next(2) == 0 ? Edges[random.Next(Edges.Length)] : random.NextInt64() >> random.Next(63);
                writer.Int(field, number);
                reference.WriteTag(field, WireFormat.WireType.Varint);
                reference.WriteInt64(number);
                break;
            case 1:
                var single = Floats[random.Next(Floats.Length)];
                writer.Float(field, single);
                reference.WriteTag(field, WireFormat.WireType.Fixed32);
                reference.WriteFloat(single);
                break;
            case 2:
                var text = Texts[random.Next(Texts.Length)];
                writer.Text(field, text);
                reference.WriteTag(field, WireFormat.WireType.LengthDelimited);
                reference.WriteString(text);
                break;
            default:
                var bytes = new byte[random.Next(70_000)];
                random.NextBytes(bytes);
                writer.Bytes(field, bytes);
                reference.WriteTag(field, WireFormat.WireType.LengthDelimited);
                reference.WriteBytes(ByteString.CopyFrom(bytes));
                break;
        }
    }
}
