namespace EmotionAI.Checkpoints.SafeTensors;

/// <summary>Maps the element types of safetensors to <see cref="TensorDataType"/>, with their size in bits.</summary>
/// <param name="Name">The name in the header.</param>
/// <param name="Bits">The size of an element, in bits.</param>
/// <param name="DataType">The type here.</param>
internal sealed record SafeTensorsType(string Name, int Bits, TensorDataType DataType)
{
    /// <summary>Gets all types of the specification, most frequent first.</summary>
    public static SafeTensorsType[] All { get; } =
    [
        new("F32", 32, TensorDataType.Float32),
        new("F16", 16, TensorDataType.Float16),
        new("BF16", 16, TensorDataType.BFloat16),
        new("I64", 64, TensorDataType.Int64),
        new("F64", 64, TensorDataType.Float64),
        new("I32", 32, TensorDataType.Int32),
        new("I16", 16, TensorDataType.Int16),
        new("I8", 8, TensorDataType.Int8),
        new("U8", 8, TensorDataType.UInt8),
        new("BOOL", 8, TensorDataType.Bool),
        new("U16", 16, TensorDataType.Other),
        new("U32", 32, TensorDataType.Other),
        new("U64", 64, TensorDataType.Other),
        new("C64", 64, TensorDataType.Other),
        new("F8_E4M3", 8, TensorDataType.Other),
        new("F8_E5M2", 8, TensorDataType.Other),
        new("F8_E8M0", 8, TensorDataType.Other),
        new("F8_E4M3FNUZ", 8, TensorDataType.Other),
        new("F8_E5M2FNUZ", 8, TensorDataType.Other),
        new("F6_E2M3", 6, TensorDataType.Other),
        new("F6_E3M2", 6, TensorDataType.Other),
        new("F4", 4, TensorDataType.Other),
    ];

    /// <summary>Computes the bytes of a tensor.</summary>
    /// <returns>False where the size overflows or is not a whole number of bytes.</returns>
    public bool TryGetByteLength(ReadOnlySpan<long> shape, out long bytes)
    {
        bytes = 0;
        var bits = (Int128)Bits;
        foreach (var size in shape)
        {
            bits *= size;
            if (bits > (Int128)long.MaxValue * 8)
            {
                return false;
            }
        }

        bytes = (long)(bits / 8);
        return bits % 8 == 0;
    }
}
