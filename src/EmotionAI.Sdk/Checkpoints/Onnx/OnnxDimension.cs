using System.Globalization;

namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Is one dimension of a shape: a size, a symbolic name, or neither.</summary>
/// <param name="Size">The size; null where it is symbolic or unknown.</param>
/// <param name="Symbol">The symbolic name; null where there is none.</param>
internal readonly record struct OnnxDimension(long? Size, string? Symbol)
{
    public override string ToString() => Size?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
