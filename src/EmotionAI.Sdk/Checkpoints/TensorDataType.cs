namespace EmotionAI.Checkpoints;

/// <summary>Names the element type of a stored tensor.</summary>
internal enum TensorDataType
{
    Float32,
    Float16,
    BFloat16,
    Float64,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool,

    /// <summary>A type that the file may hold but no model here reads (float8, complex, unsigned 16 to 64 bit …).</summary>
    Other,
}
