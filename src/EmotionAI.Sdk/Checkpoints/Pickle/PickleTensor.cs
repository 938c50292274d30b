namespace EmotionAI.Checkpoints.Pickle;

/// <summary>Describes a view of a storage; offset and strides are counted in elements.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Shape">The shape; empty for a scalar.</param>
/// <param name="Strides">The distance between neighbours in each dimension.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);
