using System.Text;
using EmotionAI.Checkpoints.Onnx;
using Google.Protobuf;

namespace EmotionAI.Tests.Checkpoints;

/// <summary>Writes small ONNX models field by field.</summary>
internal static class OnnxBuilder
{
    public static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }

    public static void Bytes(this CodedOutputStream output, int field, byte[] value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    }

    public static void Text(this CodedOutputStream output, int field, string value) => output.Bytes(field, Encoding.UTF8.GetBytes(value));

    public static void Number(this CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    public static void Message(this CodedOutputStream output, int field, Action<CodedOutputStream> write) => output.Bytes(field, Message(write));

    /// <summary>Writes an initializer whose data lies in another file.</summary>
    public static void External(this CodedOutputStream tensor, string name, long elements, params (string Key, string Value)[] pairs)
    {
        tensor.Number(1, elements);
        tensor.Number(2, 1);
        tensor.Text(8, name);
        foreach (var (key, value) in pairs)
        {
            tensor.Message(13, pair =>
            {
                pair.Text(1, key);
                pair.Text(2, value);
            });
        }

        tensor.Number(14, 1);
    }

    public static void Value(this CodedOutputStream graph, int field, string name, params object[] shape) => graph.Value(field, name, 1, shape);

    /// <summary>Writes an input or output of an element type.</summary>
    public static void Value(this CodedOutputStream graph, int field, string name, OnnxElementType type, params object[] shape) => graph.Value(field, name, (int)type, shape);

    private static void Value(this CodedOutputStream graph, int field, string name, int elementType, object[] shape) => graph.Message(field, value =>
    {
        value.Text(1, name);
        value.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Number(1, elementType);
            tensor.Message(2, dims =>
            {
                foreach (var size in shape)
                {
                    dims.Message(1, dim =>
                    {
                        if (size is string symbol)
                        {
                            dim.Text(2, symbol);
                        }
                        else
                        {
                            dim.Number(1, (int)size);
                        }
                    });
                }
            });
        }));
    });

    public static byte[] Model(Action<CodedOutputStream> graph, Action<CodedOutputStream>? more = null) => Message(model =>
    {
        model.Number(1, 8);
        model.Text(2, "tests");
        model.Text(3, "1.0");
        model.Message(7, graph);
        model.Message(8, set => set.Number(2, 17));
        more?.Invoke(model);
    });

    /// <summary>Makes y = x + w, where w is also listed as an input.</summary>
    public static byte[] Small() => Model(graph =>
    {
        graph.Message(1, node =>
        {
            node.Text(1, "x");
            node.Text(1, "w");
            node.Text(2, "y");
            node.Text(4, "Add");
        });
        graph.Text(2, "g");
        graph.Message(5, tensor =>
        {
            tensor.Number(1, 4);
            tensor.Number(2, 1);
            tensor.Text(8, "w");
            tensor.Bytes(9, TorchBuilder.Bytes(1f, 2f, 3f, 4f));
        });
        graph.Value(11, "x", "batch", 4);
        graph.Value(11, "w", 4);
        graph.Value(12, "y", "batch", 4);
    });
}
