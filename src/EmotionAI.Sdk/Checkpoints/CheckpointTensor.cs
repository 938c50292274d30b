namespace EmotionAI.Checkpoints;

/// <summary>Describes one tensor of a checkpoint: little-endian, row-major, contiguous bytes in a file, or in memory where the file holds it strided.</summary>
internal sealed class CheckpointTensor
{
    public required string Name { get; init; }

    public required TensorDataType DataType { get; init; }

    /// <summary>Gets the shape; empty for a scalar.</summary>
    public required long[] Shape { get; init; }

    /// <summary>Gets the file that holds the bytes.</summary>
    public required MappedFile File { get; init; }

    /// <summary>Gets the offset of the first byte in <see cref="File"/>.</summary>
    public required long Offset { get; init; }

    /// <summary>Gets the number of bytes: elements × size of an element.</summary>
    public required long ByteLength { get; init; }

    /// <summary>Gets the bytes where they had to be gathered into a contiguous block; null where the file's own bytes serve.</summary>
    public byte[]? Gathered { get; init; }

    /// <summary>Gets the number of elements.</summary>
    public long ElementCount
    {
        get
        {
            var count = 1L;
            foreach (var size in Shape)
            {
                count *= size;
            }

            return count;
        }
    }

    /// <summary>Gets the bytes, valid until the <see cref="StateDictionary"/> is disposed.</summary>
    public ReadOnlySpan<byte> Bytes => Gathered is null ? File.Slice(Offset, ByteLength) : Gathered;
}
