using EmotionAI.Formats;

namespace EmotionAI.Training.Writing;

/// <summary>Holds a tensor that is to be written: its name, its shape and its numbers, row-major.</summary>
/// <remarks>Immutable as long as the numbers given are not changed; they are not copied.</remarks>
public sealed class NamedTensor
{
    /// <summary>Creates a tensor.</summary>
    /// <param name="name">The name, such as <c>bert.encoder.layer.0.output.dense.weight</c>.</param>
    /// <param name="shape">The size of each dimension, 0 or more; empty for a single number.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <exception cref="ArgumentException">The name is empty, a size is negative, or the shape asks for more or fewer numbers.</exception>
    public NamedTensor(string name, IReadOnlyList<long> shape, ReadOnlyMemory<float> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        Name = name;
        Shape = Frozen.Copy(shape);
        Values = values;
        Int128 count = 1;
        foreach (var size in Shape)
        {
            count = size < 0 || count < 0 || count > int.MaxValue ? -1 : count * size;
        }

        if (count != values.Length)
        {
            throw new ArgumentException(Invariant($"The tensor '{name}' of shape [{string.Join(", ", Shape)}] has {values.Length} numbers; as many as the shape asks for are allowed."), nameof(values));
        }
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the size of each dimension.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Gets the numbers, row-major.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Writes tensors as a safetensors file.</summary>
    /// <exception cref="EmotionAIException">The numbers take more bytes than an array holds.</exception>
    internal static byte[] ToFile(IReadOnlyList<NamedTensor> tensors, bool halfPrecision) => SafeTensorsWriter.Write([.. tensors.Select(tensor => tensor.ToEntry(halfPrecision))]);

    /// <summary>Describes the tensor as it is to be stored.</summary>
    internal SafeTensorsEntry ToEntry(bool halfPrecision = false) => SafeTensorsWriter.EntryOf(Name, Shape, Values, halfPrecision);
}
