namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Is an initializer that a layer reads.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type it is stored in.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Place">Where in the file its message lies.</param>
/// <param name="IsCast">Whether it is converted before the layer reads it, so that its own type does not matter.</param>
/// <param name="IsTransposed">Whether it is transposed before the layer reads it.</param>
internal sealed record OnnxConstant(string Name, OnnxElementType Type, IReadOnlyList<long> Shape, Range Place, bool IsCast = false, bool IsTransposed = false);
