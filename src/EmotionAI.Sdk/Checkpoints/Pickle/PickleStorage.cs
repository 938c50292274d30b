namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Describes a block of numbers that tensors are views of.</summary>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Key">Its key: the name of the entry, or the number in an old file, that holds the bytes.</param>
/// <param name="ElementCount">The number of its elements.</param>
internal sealed record PickleStorage(TensorDataType DataType, string Key, long ElementCount);
