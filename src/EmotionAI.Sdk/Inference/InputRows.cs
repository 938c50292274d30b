namespace EmotionAI.Inference;

/// <summary>Names inputs of a network of which those of one length have one shape, and run together.</summary>
/// <param name="Lengths">The number of values of each input.</param>
/// <param name="ValuesOf">Gives the values of an input.</param>
/// <param name="ShapeOf">Gives the shape of a batch: its first input, and the number of them.</param>
/// <param name="LargestOf">Gives the largest batch of inputs of a length.</param>
/// <param name="AtOnce">How many values may be in work at the same time: what one input computes is a multiple of them.</param>
internal sealed record InputRows<T>(int[] Lengths, Func<int, ReadOnlyMemory<T>> ValuesOf, Func<int, int, TensorShape> ShapeOf, Func<int, int> LargestOf, long AtOnce = long.MaxValue)
    where T : unmanaged;
