namespace EmotionAI.Checkpoints;

/// <summary>Knows the element sizes of <see cref="TensorDataType"/>.</summary>
internal static class TensorDataTypes
{
    /// <summary>Gets the bytes of an element; 0 for <see cref="TensorDataType.Other"/>.</summary>
    public static int ElementSize(this TensorDataType type) => type switch
    {
        TensorDataType.Float64 or TensorDataType.Int64 => 8,
        TensorDataType.Float32 or TensorDataType.Int32 => 4,
        TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Int16 => 2,
        TensorDataType.Int8 or TensorDataType.UInt8 or TensorDataType.Bool => 1,
        _ => 0,
    };

    /// <summary>Tells whether the elements are floating-point numbers that <see cref="TensorReader"/> reads.</summary>
    public static bool IsFloat(this TensorDataType type) =>
        type is TensorDataType.Float32 or TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Float64;
}
