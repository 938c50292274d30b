namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Describes a storage: the block of numbers that tensors are views of.</summary>
/// <param name="key">Its name among the storages of the file.</param>
/// <param name="type">Its class, which names the element type.</param>
/// <param name="count">The number of elements the pickle announces.</param>
internal sealed class TorchStorage(string key, TorchGlobal type, long count)
{
    public string Key { get; } = key;

    public TorchGlobal Type { get; } = type;

    public long Count { get; } = count;

    public long ByteLength => Count * Type.ElementSize;

    /// <summary>Gets or sets the offset in the file; negative until it is known.</summary>
    public long Offset { get; set; } = -1;
}
