using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace EmotionAI.Checkpoints;

/// <summary>Reads tensors of a float type as float32, exactly, and looks for NaN and infinity in them.</summary>
internal static class FloatTensor
{
    private const ushort HalfExponent = 0x7C00;
    private const ushort BFloatExponent = 0x7F80;
    private const uint SingleExponent = 0x7F80_0000;
    private const ulong DoubleExponent = 0x7FF0_0000_0000_0000;

    /// <summary>Copies a tensor.</summary>
    /// <exception cref="EmotionAIException">The tensor is not of a float type.</exception>
    public static float[] Read(CheckpointTensor tensor)
    {
        var values = new float[tensor.ElementCount];
        var bytes = tensor.Bytes;
        switch (tensor.DataType)
        {
            case TensorDataType.Float32:
                bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            case TensorDataType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case TensorDataType.BFloat16:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                }

                break;
            case TensorDataType.Float64:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                }

                break;
            default:
                throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"The tensor '{tensor.Name}' is stored as {tensor.DataType}; allowed: float32, float16, bfloat16, float64.", tensor.File.Path, tensor.Offset);
        }

        return values;
    }

    /// <summary>Tells whether no element is NaN or infinite.</summary>
    public static bool AllFinite(CheckpointTensor tensor) => tensor.DataType switch
    {
        TensorDataType.Float32 => AllBelow(MemoryMarshal.Cast<byte, uint>(tensor.Bytes), SingleExponent),
        TensorDataType.Float16 => AllBelow(MemoryMarshal.Cast<byte, ushort>(tensor.Bytes), HalfExponent),
        TensorDataType.BFloat16 => AllBelow(MemoryMarshal.Cast<byte, ushort>(tensor.Bytes), BFloatExponent),
        TensorDataType.Float64 => AllBelow(MemoryMarshal.Cast<byte, ulong>(tensor.Bytes), DoubleExponent),
        _ => true,
    };

    /// <summary>Tells whether every exponent has a zero bit; NaN and infinity have none.</summary>
    private static bool AllBelow<T>(ReadOnlySpan<T> bits, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var mask = new Vector<T>(exponent);
            for (; i <= bits.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                if (Vector.EqualsAny(new Vector<T>(bits.Slice(i, Vector<T>.Count)) & mask, mask))
                {
                    return false;
                }
            }
        }

        for (; i < bits.Length; i++)
        {
            if ((bits[i] & exponent) == exponent)
            {
                return false;
            }
        }

        return true;
    }
}
