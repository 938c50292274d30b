namespace EmotionAI.Checkpoints.SafeTensors;

/// <summary>Knows the element types of the format.</summary>
internal static class SafeTensorsType
{
    /// <summary>Reads a dtype.</summary>
    /// <returns>The type and the bits of an element; null for an unknown dtype.</returns>
    public static (TensorDataType Type, int Bits)? Parse(string dtype) => dtype switch
    {
        "F32" => (TensorDataType.Float32, 32),
        "F16" => (TensorDataType.Float16, 16),
        "BF16" => (TensorDataType.BFloat16, 16),
        "F64" => (TensorDataType.Float64, 64),
        "I64" => (TensorDataType.Int64, 64),
        "I32" => (TensorDataType.Int32, 32),
        "I16" => (TensorDataType.Int16, 16),
        "I8" => (TensorDataType.Int8, 8),
        "U8" => (TensorDataType.UInt8, 8),
        "BOOL" => (TensorDataType.Bool, 8),
        "U16" => (TensorDataType.Other, 16),
        "U32" => (TensorDataType.Other, 32),
        "U64" or "C64" => (TensorDataType.Other, 64),
        "F8_E4M3" or "F8_E5M2" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => (TensorDataType.Other, 8),
        "F6_E2M3" or "F6_E3M2" => (TensorDataType.Other, 6),
        "F4" => (TensorDataType.Other, 4),
        _ => null,
    };
}
