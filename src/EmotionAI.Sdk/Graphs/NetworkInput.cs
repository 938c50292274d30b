using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Names an input of a network.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Role">What fills it.</param>
/// <param name="Type">The type of its elements.</param>
internal readonly record struct NetworkInput(string Name, InputRole Role, OnnxElementType Type);
