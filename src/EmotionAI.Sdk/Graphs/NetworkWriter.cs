using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs;

/// <summary>Writes a network: its nodes, and each weight where it is used, by name and shape.</summary>
/// <remarks>One walk serves twice: over a <see cref="WeightChecker"/> it lists every fault of a checkpoint, over a <see cref="WeightLoader"/> it writes what a session runs.</remarks>
internal sealed class NetworkWriter
{
    private readonly WeightSink _weights;
    private readonly string _part;
    private readonly string _prefix;

    public NetworkWriter(WeightSink weights, NetworkForm form = default)
        : this(weights, form, "", "")
    {
    }

    private NetworkWriter(WeightSink weights, NetworkForm form, string part, string prefix)
    {
        _weights = weights;
        Form = form;
        _part = part;
        _prefix = prefix;
    }

    /// <summary>Gets the nodes and constants.</summary>
    public OnnxGraphBuilder Graph => _weights.Graph;

    public NetworkForm Form { get; }

    /// <summary>Gets the writer whose names begin with a prefix.</summary>
    public NetworkWriter At(string prefix) => new(_weights, Form, _part, _prefix + prefix);

    /// <summary>Gets the writer over another file of a checkpoint that has several.</summary>
    public NetworkWriter Part(string part) => new(_weights, Form, part, "");

    /// <summary>Tells whether the checkpoint has a weight, for networks whose weights are saved in more than one form.</summary>
    public bool Has(string name) => _weights.Has(_part, _prefix + name);

    /// <summary>Asks for a weight.</summary>
    /// <param name="name">The name, behind the prefix.</param>
    /// <param name="shape">The shape; -1 stands for any size.</param>
    public NetworkWeight Find(string name, params ReadOnlySpan<long> shape) => new(_weights.Find(_part, _prefix + name, shape));

    /// <summary>Adds a weight as float32.</summary>
    /// <returns>The name of its value.</returns>
    public string Weight(string name, params ReadOnlySpan<long> shape) => Find(name, shape) is { Tensor: { } tensor } ? _weights.Add(tensor) : WeightSink.Placeholder;

    /// <summary>Adds the rows of a table that ids ask for, <c>[…, size]</c>; the table stays as it is stored.</summary>
    public string Embedding(string ids, string name, long rows, long size)
    {
        var table = Find(name, rows, size);
        if (table.Tensor is not { } tensor)
        {
            return WeightSink.Placeholder;
        }

        var found = Graph.Node("Gather", [_weights.AddStored(tensor), ids]);
        return tensor.DataType == TensorDataType.Float32 ? found : Graph.ToFloat(found);
    }

    /// <summary>Adds what is computed from weights once, when a session is opened.</summary>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="compute">The computation; it is not run while a checkpoint is only checked.</param>
    public string Fold(ReadOnlySpan<long> shape, Func<float[]> compute) => _weights.AddComputed(shape, compute);

    /// <summary>Adds <c>x · Wᵀ</c> for the weight <c>[outputs, inputs]</c> of a linear layer, in the precision of the session.</summary>
    public string MatMul(string x, string name, long inputs, long outputs) =>
        Find(name, outputs, inputs) is { Tensor: { } tensor } ? _weights.MatMul(x, tensor) : WeightSink.Placeholder;
}
