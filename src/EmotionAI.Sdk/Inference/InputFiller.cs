using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Inference;

/// <summary>Fills the inputs of a network: the values as they are, the others from their shape and the lengths of the rows.</summary>
internal static class InputFiller
{
    /// <summary>Gives the shape of an input, for values of a shape.</summary>
    public static long[] Shape(NetworkInput input, TensorShape values) => input.Role switch
    {
        InputRole.Values => values.ToArray(),
        InputRole.Lengths => [values.Batch],
        _ => [values.Batch, values.Sequence],
    };

    /// <summary>Gives the bytes of an input, for so many values of a shape.</summary>
    public static long Bytes(NetworkInput input, TensorShape values, int count) => Size(input.Type) * input.Role switch
    {
        InputRole.Values => count,
        InputRole.Lengths => values.Batch,
        _ => (long)values.Batch * values.Sequence,
    };

    /// <summary>Fills an input.</summary>
    public static void Fill<T>(NetworkInput input, PinnedBuffer buffer, ReadOnlySpan<T> values, TensorShape shape, ReadOnlySpan<int> lengths)
        where T : unmanaged
    {
        if (input.Role != InputRole.Values)
        {
            FillDerived(input, buffer, shape, lengths);
        }
        else if (input.Type == OnnxElementType.Int64)
        {
            TensorPrimitives.ConvertTruncating<int, long>(MemoryMarshal.Cast<T, int>(values), buffer.AsSpan<long>(values.Length));
        }
        else
        {
            values.CopyTo(buffer.AsSpan<T>(values.Length));
        }
    }

    private static void FillDerived(NetworkInput input, PinnedBuffer buffer, TensorShape shape, ReadOnlySpan<int> lengths)
    {
        if (input.Type == OnnxElementType.Int64)
        {
            Write(input.Role, buffer.AsSpan<long>((int)(Bytes(input, shape, 0) / sizeof(long))), shape, lengths);
        }
        else
        {
            Write(input.Role, buffer.AsSpan<int>((int)(Bytes(input, shape, 0) / sizeof(int))), shape, lengths);
        }
    }

    private static void Write<T>(InputRole role, Span<T> target, TensorShape shape, ReadOnlySpan<int> lengths)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var width = shape.Sequence;
        for (var row = 0; row < shape.Batch; row++)
        {
            var length = lengths.IsEmpty ? width : lengths[row];
            switch (role)
            {
                case InputRole.Lengths:
                    target[row] = T.CreateChecked(length);
                    break;
                case InputRole.AttentionMask:
                    target.Slice(row * width, length).Fill(T.One);
                    target[((row * width) + length)..((row + 1) * width)].Clear();
                    break;
                case InputRole.PositionIds:
                    for (var i = 0; i < width; i++)
                    {
                        target[(row * width) + i] = T.CreateChecked(i);
                    }

                    break;
                default:
                    target.Slice(row * width, width).Clear();
                    break;
            }
        }
    }

    private static int Size(OnnxElementType type) => type == OnnxElementType.Int64 ? sizeof(long) : sizeof(int);
}
