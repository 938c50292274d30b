using System.Globalization;
using EmotionAI.Checkpoints.Onnx;
using Google.Protobuf;

namespace EmotionAI.Graphs;

/// <summary>Writes the messages of onnx.proto, field by field.</summary>
internal static class OnnxProto
{
    public const string MicrosoftDomain = "com.microsoft";

    private const int IrVersion = 8;
    private const int StandardOpset = 17;
    private const int MicrosoftOpset = 1;

    private enum AttributeType
    {
        Float = 1,
        Int = 2,
        String = 3,
        Ints = 7,
    }

    public static byte[] Model(byte[] graph) => Message(output =>
    {
        WriteInt(output, 1, IrVersion);
        WriteString(output, 2, "EmotionAI.Sdk");
        WriteBytes(output, 7, graph);
        WriteBytes(output, 8, OperatorSet("", StandardOpset));
        WriteBytes(output, 8, OperatorSet(MicrosoftDomain, MicrosoftOpset));
    });

    public static byte[] Graph(IEnumerable<byte[]> nodes, IEnumerable<byte[]> initializers, byte[] input, byte[] result) => Message(output =>
    {
        foreach (var node in nodes)
        {
            WriteBytes(output, 1, node);
        }

        WriteString(output, 2, "emotion");
        foreach (var initializer in initializers)
        {
            WriteBytes(output, 5, initializer);
        }

        WriteBytes(output, 11, input);
        WriteBytes(output, 12, result);
    });

    public static byte[] Node(string operation, string domain, ReadOnlySpan<string> inputs, string result, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var inputNames = inputs.ToArray();
        var attributeMessages = new byte[attributes.Length][];
        for (var i = 0; i < attributes.Length; i++)
        {
            attributeMessages[i] = Attribute(attributes[i].Name, attributes[i].Value);
        }

        return Message(output =>
        {
            foreach (var name in inputNames)
            {
                WriteString(output, 1, name);
            }

            WriteString(output, 2, result);
            WriteString(output, 3, result);
            WriteString(output, 4, operation);
            foreach (var attribute in attributeMessages)
            {
                WriteBytes(output, 5, attribute);
            }

            WriteString(output, 7, domain);
        });
    }

    /// <summary>Writes a tensor whose bytes stand in the model.</summary>
    public static byte[] InlineTensor(string name, OnnxElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> littleEndian)
    {
        var dimensions = shape.ToArray();
        var data = ByteString.CopyFrom(littleEndian);
        return Message(output =>
        {
            WriteTensorHead(output, name, type, dimensions);
            output.WriteTag(9, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(data);
        });
    }

    /// <summary>Writes a tensor whose bytes stand in a file: the runtime maps that part of it.</summary>
    public static byte[] ExternalTensor(string name, OnnxElementType type, ReadOnlySpan<long> shape, string location, long offset, long length)
    {
        var dimensions = shape.ToArray();
        return Message(output =>
        {
            WriteTensorHead(output, name, type, dimensions);
            WriteBytes(output, 13, Entry("location", location));
            WriteBytes(output, 13, Entry("offset", offset.ToString(CultureInfo.InvariantCulture)));
            WriteBytes(output, 13, Entry("length", length.ToString(CultureInfo.InvariantCulture)));
            WriteInt(output, 14, 1);
        });
    }

    /// <summary>Writes the type of a graph input or output; a dimension is a number or a name.</summary>
    public static byte[] ValueInfo(string name, OnnxElementType type, params object[] dimensions)
    {
        var shape = Message(output =>
        {
            foreach (var dimension in dimensions)
            {
                WriteBytes(output, 1, Message(inner =>
                {
                    if (dimension is string symbol)
                    {
                        WriteString(inner, 2, symbol);
                    }
                    else
                    {
                        WriteInt(inner, 1, Convert.ToInt64(dimension, CultureInfo.InvariantCulture));
                    }
                }));
            }
        });
        var tensor = Message(output =>
        {
            WriteInt(output, 1, (long)type);
            WriteBytes(output, 2, shape);
        });
        return Message(output =>
        {
            WriteString(output, 1, name);
            WriteBytes(output, 2, Message(inner => WriteBytes(inner, 1, tensor)));
        });
    }

    private static byte[] Attribute(string name, object value) => Message(output =>
    {
        WriteString(output, 1, name);
        switch (value)
        {
            case float number:
                output.WriteTag(2, WireFormat.WireType.Fixed32);
                output.WriteFloat(number);
                WriteInt(output, 20, (long)AttributeType.Float);
                break;
            case int number:
                WriteInt(output, 3, number);
                WriteInt(output, 20, (long)AttributeType.Int);
                break;
            case string text:
                WriteString(output, 4, text);
                WriteInt(output, 20, (long)AttributeType.String);
                break;
            case long[] numbers:
                foreach (var number in numbers)
                {
                    WriteInt(output, 8, number);
                }

                WriteInt(output, 20, (long)AttributeType.Ints);
                break;
            default:
                throw new ArgumentException($"An attribute of type {value.GetType().Name} is not written here.", nameof(value));
        }
    });

    private static void WriteTensorHead(CodedOutputStream output, string name, OnnxElementType type, long[] dimensions)
    {
        foreach (var dimension in dimensions)
        {
            WriteInt(output, 1, dimension);
        }

        WriteInt(output, 2, (long)type);
        WriteString(output, 8, name);
    }

    private static byte[] OperatorSet(string domain, int version) => Message(output =>
    {
        WriteString(output, 1, domain);
        WriteInt(output, 2, version);
    });

    private static byte[] Entry(string key, string value) => Message(output =>
    {
        WriteString(output, 1, key);
        WriteString(output, 2, value);
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }

    private static void WriteInt(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void WriteString(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void WriteBytes(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(message));
    }
}
