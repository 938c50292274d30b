using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Names memory that holds a weight of a model, outside the model's own bytes.</summary>
/// <param name="Name">The name of the weight in the graph.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Address">Where the numbers begin.</param>
/// <param name="ByteLength">The number of bytes.</param>
/// <param name="Owner">What must live as long as a session reads them.</param>
internal sealed record WeightInMemory(string Name, OnnxElementType Type, long[] Shape, nint Address, long ByteLength, object Owner)
{
    /// <summary>Gets the numbers, little-endian.</summary>
    // Invariant: the address is that of a mapped file or a pinned array, which Owner keeps open, and ByteLength bytes of it are there: they were checked when it was made.
    public unsafe ReadOnlySpan<byte> Bytes => new((void*)Address, checked((int)ByteLength));
}
