namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Describes an input or output of a graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The element type; <see cref="OnnxElementType.Undefined"/> where the value is no tensor.</param>
/// <param name="Shape">The shape; null where the model gives none.</param>
internal sealed record OnnxValue(string Name, OnnxElementType ElementType, IReadOnlyList<OnnxDimension>? Shape);
