using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Gives the numbers of tensors as a session reads them: where the file holds them so, they stay there; the others are widened or gathered once, for every session of the model.</summary>
internal sealed class WeightMemory
{
    private readonly ConcurrentDictionary<(CheckpointTensor, OnnxElementType), Array> _converted = new();

    /// <summary>Gives a tensor as float32.</summary>
    public WeightInMemory Single(string name, CheckpointTensor tensor) => tensor.DataType == TensorDataType.Float32
        ? Stored(name, tensor)
        : Over(name, OnnxElementType.Float, tensor.Shape, _converted.GetOrAdd((tensor, OnnxElementType.Float), static key => Widen(key.Item1)));

    /// <summary>Gives a tensor as it is stored.</summary>
    public WeightInMemory Stored(string name, CheckpointTensor tensor)
    {
        var type = ElementType(tensor);
        return tensor.Gathered is null && tensor.Offset % tensor.DataType.ElementSize() == 0
            ? new WeightInMemory(name, type, tensor.Shape, tensor.File.AddressOf(tensor.Offset, tensor.ByteLength), tensor.ByteLength, tensor.File)
            : Over(name, type, tensor.Shape, _converted.GetOrAdd((tensor, type), static key => Copy(key.Item1)));
    }

    /// <summary>Gives what is made of a tensor once, for every session of the model.</summary>
    public WeightInMemory Made(string name, CheckpointTensor tensor, OnnxElementType type, long[] shape, Func<CheckpointTensor, Array> make) =>
        Over(name, type, shape, _converted.GetOrAdd((tensor, type), key => make(key.Item1)));

    /// <summary>Names the memory of an array that was allocated pinned.</summary>
    public static WeightInMemory Over(string name, OnnxElementType type, long[] shape, Array pinned) =>
        new(name, type, shape, Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), Buffer.ByteLength(pinned), pinned);

    /// <exception cref="EmotionAIException">The type is none that a session reads.</exception>
    public static OnnxElementType ElementType(CheckpointTensor tensor) => tensor.DataType switch
    {
        TensorDataType.Float32 => OnnxElementType.Float,
        TensorDataType.Float16 => OnnxElementType.Float16,
        TensorDataType.BFloat16 => OnnxElementType.BFloat16,
        TensorDataType.Float64 => OnnxElementType.Double,
        _ => throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"The weight '{tensor.Name}' is stored as {tensor.DataType}; weights must be float32, float16, bfloat16 or float64.", tensor.File.Path),
    };

    private static float[] Widen(CheckpointTensor tensor)
    {
        var values = GC.AllocateUninitializedArray<float>(checked((int)tensor.ElementCount), pinned: true);
        TensorReader.CopyTo(tensor, values);
        return values;
    }

    private static byte[] Copy(CheckpointTensor tensor)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)tensor.ByteLength), pinned: true);
        tensor.Bytes.CopyTo(bytes);
        return bytes;
    }
}
