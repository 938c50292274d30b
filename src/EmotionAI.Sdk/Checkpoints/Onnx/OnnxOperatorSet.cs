namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Names an operator set that a model imports.</summary>
/// <param name="Domain">The domain; empty for the standard one.</param>
/// <param name="Version">The version.</param>
internal readonly record struct OnnxOperatorSet(string Domain, long Version);
