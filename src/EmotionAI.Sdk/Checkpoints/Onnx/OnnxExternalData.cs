namespace EmotionAI.Checkpoints.Onnx;

/// <summary>Places the data of an initializer in another file.</summary>
/// <param name="Tensor">The name of the initializer.</param>
/// <param name="Location">The path as the model gives it, relative to its folder.</param>
/// <param name="FullPath">The real path, links resolved.</param>
/// <param name="Offset">The offset of the first byte.</param>
/// <param name="Length">The number of bytes.</param>
internal sealed record OnnxExternalData(string Tensor, string Location, string FullPath, long Offset, long Length);
