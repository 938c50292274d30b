using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Writes the weights that a network asks for, for one session: large ones by their place in memory, small ones into the model.</summary>
internal sealed class WeightLoader : WeightSink
{
    /// <summary>Below this a weight is cheaper to copy into the model.</summary>
    private const int SmallBytes = 8 << 10;

    /// <summary>Linear layers with fewer weights stay as they are: there is nothing to gain.</summary>
    private const int FewestQuantized = 4_096;

    private readonly Dictionary<CheckpointTensor, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly WeightMemory _memory;
    private readonly QuantizedMatrix? _quantized;
    private readonly bool _isExport;

    /// <summary>Initializes a new instance of the <see cref="WeightLoader"/> class.</summary>
    /// <param name="files">The open files, checked before.</param>
    /// <param name="memory">What was widened or gathered for an earlier session.</param>
    /// <param name="precision">The precision of the linear layers.</param>
    /// <param name="isExport">Whether the weights in memory are left out of the graph, to be written into a file with it.</param>
    public WeightLoader(WeightFiles files, WeightMemory memory, Precision precision, bool isExport = false)
        : base(files)
    {
        (_memory, _isExport) = (memory, isExport);
        _quantized = precision == Precision.Int8 ? new QuantizedMatrix(this, memory) : null;
    }

    /// <summary>Gets the weights that a session is given by their place in memory.</summary>
    public List<WeightInMemory> InMemory { get; } = [];

    public override CheckpointTensor? Find(string part, string name, ReadOnlySpan<long> shape) => Files.TryFind(part, name, out var tensor)
        ? tensor
        : throw new InvalidOperationException($"The tensor '{name}' was not checked before the network was written.");

    public override string Add(CheckpointTensor tensor) => Named(tensor, "", name => _memory.Single(name, tensor));

    public override string AddStored(CheckpointTensor tensor) => tensor.DataType == TensorDataType.Float32 ? Add(tensor) : Named(tensor, ":stored", name => _memory.Stored(name, tensor));

    public override string AddComputed(ReadOnlySpan<long> shape, Func<float[]> compute)
    {
        var values = compute();
        if (values.Length * sizeof(float) < SmallBytes)
        {
            return Graph.Constant(values, shape);
        }

        var pinned = GC.AllocateUninitializedArray<float>(values.Length, pinned: true);
        values.CopyTo(pinned, 0);
        return Place(WeightMemory.Over(Graph.NextName(), OnnxElementType.Float, shape.ToArray(), pinned));
    }

    public override string MatMul(string x, CheckpointTensor tensor) => _quantized is not null && tensor.ElementCount >= FewestQuantized
        ? _quantized.Write(x, tensor)
        : Graph.MicrosoftNode("FusedMatMul", [x, Add(tensor)], ("transB", 1));

    /// <summary>Adds a weight that is in memory.</summary>
    /// <returns>Its name.</returns>
    public string Place(WeightInMemory weight)
    {
        if (_isExport && weight.ByteLength >= SmallBytes)
        {
            InMemory.Add(weight);
            return weight.Name;
        }

        if (weight.ByteLength < SmallBytes || Stub(weight.ByteLength) is not { } stub)
        {
            return Graph.Inline(weight.Name, weight.Type, weight.Shape, weight.Bytes);
        }

        // The runtime wants a description that is valid by itself, before it takes the memory in place of it: any bytes of the file will do.
        InMemory.Add(weight);
        Graph.WeightsDirectory = Path.GetDirectoryName(stub.Path);
        return Graph.External(weight.Name, weight.Type, weight.Shape, Path.GetFileName(stub.Path), 0, weight.ByteLength);
    }

    private string Named(CheckpointTensor tensor, string suffix, Func<string, WeightInMemory> place)
    {
        if (_names.TryGetValue(tensor, out var name))
        {
            return name;
        }

        name = _taken.Add(tensor.Name + suffix) ? tensor.Name + suffix : Graph.NextName();
        _names.Add(tensor, name);
        return Place(place(name));
    }

    private MappedFile? Stub(long length) => Files.LargestFile is { } file && file.Length >= length ? file : null;
}
