namespace EmotionAI.Graphs;

/// <summary>Names the element types of ONNX that the graphs here use; the values are those of <c>TensorProto.DataType</c>.</summary>
internal enum OnnxElementType
{
    Float32 = 1,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
    Float64 = 11,
    BFloat16 = 16,
}
