namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Describes a tensor of a torch file as its pickle does: a strided view of a storage, not yet checked.</summary>
/// <param name="storage">The storage.</param>
/// <param name="type">The element type: the storage class, or a torch.dtype over untyped bytes.</param>
/// <param name="offset">The place of the first element, in elements.</param>
/// <param name="size">The shape.</param>
/// <param name="stride">The step of each dimension, in elements.</param>
internal sealed class TorchTensor(TorchStorage storage, TorchGlobal type, long offset, long[] size, long[] stride)
{
    public TorchStorage Storage { get; } = storage;

    public TorchGlobal Type { get; } = type;

    public long Offset { get; } = offset;

    public long[] Size { get; } = size;

    public long[] Stride { get; } = stride;

    /// <summary>Gets the number of elements; -1 where it overflows.</summary>
    public long Count
    {
        get
        {
            var count = (Int128)1;
            foreach (var size in Size)
            {
                count *= size;
                if (count > long.MaxValue)
                {
                    return -1;
                }
            }

            return (long)count;
        }
    }

    /// <summary>Gets the place of the last element, in elements; it lies outside every storage where the numbers overflow.</summary>
    public Int128 Last
    {
        get
        {
            Int128 last = Offset;
            for (var i = 0; i < Size.Length; i++)
            {
                last += (Int128)(Size[i] - 1) * Stride[i];
                if (last > long.MaxValue)
                {
                    break;
                }
            }

            return last;
        }
    }

    /// <summary>Gets a value indicating whether the elements lie row-major and side by side.</summary>
    public bool IsContiguous
    {
        get
        {
            Int128 expected = 1;
            for (var i = Size.Length - 1; i >= 0; i--)
            {
                if (Size[i] != 1 && Stride[i] != expected)
                {
                    return false;
                }

                expected *= Size[i];
            }

            return true;
        }
    }
}
