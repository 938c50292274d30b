using System.Runtime.InteropServices;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Collects the nodes and weights of a graph with one input and one output, and writes it as an ONNX model in memory.</summary>
/// <remarks>Weights stay in their checkpoint file, from where the runtime maps them; only small, gathered or computed ones go into the model.</remarks>
internal sealed class OnnxGraphBuilder
{
    /// <summary>Below this a tensor is cheaper to copy than to map.</summary>
    private const int SmallTensorBytes = 8 << 10;

    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly Dictionary<CheckpointTensor, string> _weights = [];
    private readonly HashSet<string> _weightNames = new(StringComparer.Ordinal);
    private byte[]? _input;
    private string? _weightsDirectory;
    private int _lastName;

    /// <summary>Declares the input; a dimension is a number or a name.</summary>
    public string Input(OnnxElementType type, params object[] dimensions)
    {
        _input = OnnxProto.ValueInfo(OnnxModel.InputName, type, dimensions);
        return OnnxModel.InputName;
    }

    /// <summary>Adds a node of ONNX's own domain.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddNode(operation, "", inputs, attributes);

    /// <summary>Adds a node of ONNX Runtime's domain.</summary>
    /// <returns>The name of its output.</returns>
    public string MicrosoftNode(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddNode(operation, OnnxProto.MicrosoftDomain, inputs, attributes);

    /// <summary>Adds a weight as it is stored.</summary>
    /// <returns>The name of a value of the stored type.</returns>
    public string StoredWeight(CheckpointTensor tensor)
    {
        if (_weights.TryGetValue(tensor, out var name))
        {
            return name;
        }

        name = _weightNames.Add(tensor.Name) ? tensor.Name : NextName();
        _weights.Add(tensor, name);
        var type = ElementType(tensor);
        var directory = Path.GetDirectoryName(tensor.File.Path)!;
        if (tensor.Gathered is null && tensor.ByteLength >= SmallTensorBytes && (_weightsDirectory ?? directory) == directory)
        {
            _weightsDirectory = directory;
            _initializers.Add(OnnxProto.ExternalTensor(name, type, tensor.Shape, Path.GetFileName(tensor.File.Path), tensor.Offset, tensor.ByteLength));
        }
        else
        {
            _initializers.Add(OnnxProto.InlineTensor(name, type, tensor.Shape, tensor.Bytes));
        }

        return name;
    }

    /// <summary>Adds a weight and widens it to float32; the runtime folds the conversion when it loads the model.</summary>
    /// <returns>The name of a float32 value.</returns>
    public string Weight(CheckpointTensor tensor)
    {
        var name = StoredWeight(tensor);
        return tensor.DataType == TensorDataType.Float32 ? name : ToFloat(name);
    }

    /// <summary>Adds a conversion to float32.</summary>
    public string ToFloat(string value) => Node("Cast", [value], ("to", (int)OnnxElementType.Float));

    /// <summary>Adds computed numbers.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape)
    {
        var name = NextName();
        _initializers.Add(OnnxProto.InlineTensor(name, OnnxElementType.Float, shape, MemoryMarshal.AsBytes(values)));
        return name;
    }

    /// <summary>Adds a list of whole numbers, as operators take for axes, starts and sizes.</summary>
    public string Constant(params ReadOnlySpan<long> values)
    {
        var name = NextName();
        _initializers.Add(OnnxProto.InlineTensor(name, OnnxElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values)));
        return name;
    }

    /// <summary>Ends the graph.</summary>
    /// <param name="logits">The value to give out, float32 <c>[batch, labels]</c>.</param>
    /// <param name="labels">The number of labels.</param>
    public OnnxModel Build(string logits, int labels)
    {
        _nodes.Add(OnnxProto.Node("Identity", "", [logits], OnnxModel.OutputName, []));
        var output = OnnxProto.ValueInfo(OnnxModel.OutputName, OnnxElementType.Float, "batch", labels);
        var graph = OnnxProto.Graph(_nodes, _initializers, _input ?? throw new InvalidOperationException("The graph has no input."), output);
        return new OnnxModel { Bytes = OnnxProto.Model(graph), WeightsDirectory = _weightsDirectory };
    }

    private static OnnxElementType ElementType(CheckpointTensor tensor) => tensor.DataType switch
    {
        TensorDataType.Float32 => OnnxElementType.Float,
        TensorDataType.Float16 => OnnxElementType.Float16,
        TensorDataType.BFloat16 => OnnxElementType.BFloat16,
        TensorDataType.Float64 => OnnxElementType.Double,
        _ => throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"The weight '{tensor.Name}' is stored as {tensor.DataType}; weights must be float32, float16, bfloat16 or float64.", tensor.File.Path),
    };

    private string AddNode(string operation, string domain, ReadOnlySpan<string> inputs, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var name = NextName();
        _nodes.Add(OnnxProto.Node(operation, domain, inputs, name, attributes));
        return name;
    }

    private string NextName() => Invariant($"v{++_lastName}");
}
