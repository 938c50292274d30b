using System.Runtime.InteropServices;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Collects the inputs, nodes and weights of a graph with one output, and writes it as an ONNX model in memory.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<NetworkInput> _roles = [];
    private readonly List<string> _signature = [];
    private int _lastName;

    /// <summary>Gets or sets the folder of the files that external weights lie in.</summary>
    public string? WeightsDirectory { get; set; }

    /// <summary>Gets the inputs in words: <c>input_ids: Int32 [batch, sequence]</c>.</summary>
    public IReadOnlyList<string> Signature => _signature;

    /// <summary>Describes an input or output in words.</summary>
    public static string Describe(string name, OnnxElementType type, params object[] dimensions) => Invariant($"{name}: {type} [{string.Join(", ", dimensions)}]");

    /// <summary>Declares an input; a dimension is a number or a name.</summary>
    /// <returns>The name of its value.</returns>
    public string Input(string name, InputRole role, OnnxElementType type, params object[] dimensions)
    {
        _inputs.Add(OnnxProto.ValueInfo(name, type, dimensions));
        _roles.Add(new NetworkInput(name, role, type));
        _signature.Add(Describe(name, type, dimensions));
        return name;
    }

    /// <summary>Adds a node of ONNX's own domain.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddNode(operation, "", inputs, attributes);

    /// <summary>Adds a node of ONNX Runtime's domain.</summary>
    /// <returns>The name of its output.</returns>
    public string MicrosoftNode(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddNode(operation, OnnxProto.MicrosoftDomain, inputs, attributes);

    /// <summary>Adds a weight whose bytes stand in the model.</summary>
    public string Inline(string name, OnnxElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> littleEndian)
    {
        _initializers.Add(OnnxProto.InlineTensor(name, type, shape, littleEndian));
        return name;
    }

    /// <summary>Adds a weight whose bytes stand in a file of <see cref="WeightsDirectory"/>.</summary>
    public string External(string name, OnnxElementType type, ReadOnlySpan<long> shape, string location, long offset, long length)
    {
        _initializers.Add(OnnxProto.ExternalTensor(name, type, shape, location, offset, length));
        return name;
    }

    /// <summary>Adds numbers of the network itself.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Inline(NextName(), OnnxElementType.Float, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a single number.</summary>
    public string Scalar(float value) => Constant([value], []);

    /// <summary>Adds a list of whole numbers, as operators take for axes, starts and sizes.</summary>
    public string Constant(params ReadOnlySpan<long> values) =>
        Inline(NextName(), OnnxElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>Adds whole numbers of 32 bits, such as indices.</summary>
    public string Indices(ReadOnlySpan<int> values, params ReadOnlySpan<long> shape) =>
        Inline(NextName(), OnnxElementType.Int32, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Gives a value a name of its own.</summary>
    public void Alias(string name, string value) => _nodes.Add(OnnxProto.Node("Identity", "", [value], name, []));

    /// <summary>Makes a name that no value has.</summary>
    public string NextName() => Invariant($"v{++_lastName}");

    /// <summary>Ends the graph.</summary>
    /// <param name="name">The name of the output.</param>
    /// <param name="value">The value to give out, float32.</param>
    /// <param name="dimensions">Its shape; a dimension is a number or a name.</param>
    public OnnxModel Build(string name, string value, params object[] dimensions) =>
        new() { Bytes = OnnxProto.Model(BuildGraph(name, value, dimensions)), Inputs = [.. _roles], Output = name, WeightsDirectory = WeightsDirectory };

    /// <summary>Ends the graph like <see cref="Build"/>, and gives its message alone.</summary>
    public byte[] BuildGraph(string name, string value, params object[] dimensions)
    {
        Alias(name, value);
        return OnnxProto.Graph(_nodes, _initializers, _inputs, OnnxProto.ValueInfo(name, OnnxElementType.Float, dimensions));
    }

    private string AddNode(string operation, string domain, ReadOnlySpan<string> inputs, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var name = NextName();
        _nodes.Add(OnnxProto.Node(operation, domain, inputs, name, attributes));
        return name;
    }
}
