using EmotionAI.Training.Writing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Holds the weights of a network under the names of its state dictionary: those that are trained, those that are not, and running statistics.</summary>
/// <remarks>All are <see cref="Parameter"/>s: a weight that is a plain tensor came out as NaN.</remarks>
internal sealed class WeightStore : IDisposable
{
    private readonly Dictionary<string, Parameter> _weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    /// <summary>Makes an empty store.</summary>
    /// <param name="type">The type of the numbers: single precision, double for checks of gradients.</param>
    public WeightStore(ScalarType type = ScalarType.Float32) => Type = type;

    /// <summary>Gets the type of the numbers.</summary>
    public ScalarType Type { get; }

    /// <summary>Gets the names, in the order in which they were added.</summary>
    public IEnumerable<string> Names => _weights.Keys;

    /// <summary>Gets the weights that are trained, in the same order.</summary>
    public IEnumerable<KeyValuePair<string, Parameter>> Trained => _weights.Where(weight => weight.Value.requires_grad);

    /// <summary>Gets the names of what a training changes: the trained weights and the running statistics.</summary>
    public IEnumerable<string> Changing => _weights.Where(weight => weight.Value.requires_grad || _kept.Contains(weight.Key)).Select(weight => weight.Key);

    /// <summary>Gets a weight.</summary>
    public Parameter this[string name] => _weights[name];

    public bool Contains(string name) => _weights.ContainsKey(name);

    /// <summary>Adds a weight.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="isTrained">Whether it is trained.</param>
    public void Add(string name, float[] values, ReadOnlySpan<long> shape, bool isTrained = true)
    {
        using var read = tensor(values, shape.ToArray());
        _weights.Add(name, (Parameter)new Parameter(Type == ScalarType.Float32 ? read.clone() : read.to_type(Type), isTrained).DetachFromDisposeScope());
    }

    /// <summary>Adds statistics that a network keeps up itself.</summary>
    public void AddStatistics(string name, float[] values)
    {
        Add(name, values, [values.Length], isTrained: false);
        _kept.Add(name);
    }

    /// <summary>Takes a weight out of the training.</summary>
    public void Freeze(string name) => _weights[name].requires_grad = false;

    /// <summary>Removes a weight.</summary>
    public void Remove(string name)
    {
        _weights.Remove(name, out var weight);
        weight?.Dispose();
    }

    /// <summary>Copies a weight out.</summary>
    public NamedTensor Read(string name) => new(name, [.. _weights[name].shape], Read(_weights[name]));

    /// <summary>Copies the numbers of a tensor out, in single precision.</summary>
    public static float[] Read(Tensor value)
    {
        using var scope = NewDisposeScope();
        return value.detach().to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>Rounds every weight to what 16 bits hold; it stays in single precision.</summary>
    public void RoundToHalf()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var weight in _weights.Values)
        {
            weight.copy_(weight.to_type(ScalarType.Float16).to_type(Type));
        }
    }

    /// <summary>Copies numbers into a weight.</summary>
    public void Write(string name, float[] values)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        _weights[name].copy_(tensor(values, _weights[name].shape));
    }

    public void Dispose()
    {
        foreach (var weight in _weights.Values)
        {
            weight.Dispose();
        }

        _weights.Clear();
    }
}
