using System.Globalization;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Writes the messages of onnx.proto, field by field.</summary>
internal static class OnnxProto
{
    public const string MicrosoftDomain = "com.microsoft";

    private const int GraphField = 7;
    private const int InitializerField = 5;
    private const int IrVersion = 8;
    private const int StandardOpset = 17;
    private const int MicrosoftOpset = 1;

    /// <summary>Enough for the fields around a large inner message, so that the writer need not grow and copy it.</summary>
    private const int Overhead = 256;

    private enum AttributeType
    {
        Float = 1,
        Int = 2,
        String = 3,
        Ints = 7,
    }

    public static byte[] Model(byte[] graph) => [.. ModelHead(graph.Length), .. graph, .. ModelTail([])];

    /// <summary>Writes what stands before the graph, of which so many bytes follow.</summary>
    public static byte[] ModelHead(long graphLength) => new ProtobufWriter()
        .Int(1, IrVersion)
        .Text(2, "EmotionAI.Sdk")
        .Begin(GraphField, graphLength)
        .ToArray();

    /// <summary>Writes what stands behind the graph.</summary>
    /// <param name="metadata">What the model says of itself.</param>
    public static byte[] ModelTail(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var tail = new ProtobufWriter().Bytes(8, OperatorSet("", StandardOpset)).Bytes(8, OperatorSet(MicrosoftDomain, MicrosoftOpset));
        foreach (var (key, value) in metadata)
        {
            tail.Bytes(14, Entry(key, value));
        }

        return tail.ToArray();
    }

    public static byte[] Graph(IReadOnlyList<byte[]> nodes, IReadOnlyList<byte[]> initializers, IReadOnlyList<byte[]> inputs, byte[] result)
    {
        const int tagAndLength = 6;
        var size = nodes.Concat(initializers).Concat(inputs).Append(result).Sum(message => (long)message.Length + tagAndLength);
        var graph = new ProtobufWriter(size + Overhead);
        foreach (var node in nodes)
        {
            graph.Bytes(1, node);
        }

        graph.Text(2, "emotion");
        foreach (var initializer in initializers)
        {
            graph.Bytes(InitializerField, initializer);
        }

        foreach (var input in inputs)
        {
            graph.Bytes(11, input);
        }

        return graph.Bytes(12, result).ToArray();
    }

    public static byte[] Node(string operation, string domain, ReadOnlySpan<string> inputs, string result, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var name in inputs)
        {
            node.Text(1, name);
        }

        node.Text(2, result).Text(3, result).Text(4, operation);
        foreach (var (name, value) in attributes)
        {
            node.Bytes(5, Attribute(name, value));
        }

        return node.Text(7, domain).ToArray();
    }

    /// <summary>Writes a tensor whose bytes stand in the model.</summary>
    public static byte[] InlineTensor(string name, OnnxElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> littleEndian) =>
        TensorHead(name, type, shape, littleEndian.Length).Bytes(9, littleEndian).ToArray();

    /// <summary>Writes an initializer of a graph but for its data, of which so many bytes follow.</summary>
    public static byte[] InitializerHead(string name, OnnxElementType type, ReadOnlySpan<long> shape, long length)
    {
        var head = TensorHead(name, type, shape, 0).Begin(9, length).ToArray();
        return [.. new ProtobufWriter().Begin(InitializerField, head.Length + length).ToArray(), .. head];
    }

    /// <summary>Writes an initializer of a graph whose bytes stand in a file.</summary>
    public static byte[] ExternalInitializer(string name, OnnxElementType type, ReadOnlySpan<long> shape, string location, long offset, long length) =>
        new ProtobufWriter().Bytes(InitializerField, ExternalTensor(name, type, shape, location, offset, length)).ToArray();

    /// <summary>Writes a tensor whose bytes stand in a file: the runtime maps that part of it.</summary>
    public static byte[] ExternalTensor(string name, OnnxElementType type, ReadOnlySpan<long> shape, string location, long offset, long length) =>
        TensorHead(name, type, shape, 0)
            .Bytes(13, Entry("location", location))
            .Bytes(13, Entry("offset", offset.ToString(CultureInfo.InvariantCulture)))
            .Bytes(13, Entry("length", length.ToString(CultureInfo.InvariantCulture)))
            .Int(14, 1)
            .ToArray();

    /// <summary>Writes the type of a graph input or output; a dimension is a number or a name.</summary>
    public static byte[] ValueInfo(string name, OnnxElementType type, params object[] dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (var dimension in dimensions)
        {
            shape.Bytes(1, Dimension(dimension));
        }

        var tensor = new ProtobufWriter().Int(1, (long)type).Bytes(2, shape.ToArray());
        var kind = new ProtobufWriter().Bytes(1, tensor.ToArray());
        return new ProtobufWriter().Text(1, name).Bytes(2, kind.ToArray()).ToArray();
    }

    private static byte[] Dimension(object dimension) => dimension is string symbol
        ? new ProtobufWriter().Text(2, symbol).ToArray()
        : new ProtobufWriter().Int(1, Convert.ToInt64(dimension, CultureInfo.InvariantCulture)).ToArray();

    private static byte[] Attribute(string name, object value)
    {
        var attribute = new ProtobufWriter().Text(1, name);
        switch (value)
        {
            case float number:
                attribute.Float(2, number).Int(20, (long)AttributeType.Float);
                break;
            case int number:
                attribute.Int(3, number).Int(20, (long)AttributeType.Int);
                break;
            case string text:
                attribute.Text(4, text).Int(20, (long)AttributeType.String);
                break;
            case long[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Int(8, number);
                }

                attribute.Int(20, (long)AttributeType.Ints);
                break;
            default:
                throw new ArgumentException($"An attribute of type {value.GetType().Name} is not written here.", nameof(value));
        }

        return attribute.ToArray();
    }

    private static ProtobufWriter TensorHead(string name, OnnxElementType type, ReadOnlySpan<long> shape, int dataLength)
    {
        var tensor = new ProtobufWriter((long)dataLength + Overhead);
        foreach (var dimension in shape)
        {
            tensor.Int(1, dimension);
        }

        return tensor.Int(2, (long)type).Text(8, name);
    }

    private static byte[] OperatorSet(string domain, int version) => new ProtobufWriter().Text(1, domain).Int(2, version).ToArray();

    private static byte[] Entry(string key, string value) => new ProtobufWriter().Text(1, key).Text(2, value).ToArray();
}
