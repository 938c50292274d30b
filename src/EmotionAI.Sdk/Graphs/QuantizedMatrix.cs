using System.Numerics.Tensors;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Writes a linear layer whose weights are bytes: one scale an output, zero point 128, which no processor saturates on.</summary>
/// <remarks>The activations are quantized while the network runs (<c>DynamicQuantizeMatMul</c>), one scale a call: a row's result depends on what is beside it, as docs/text.md tells with its figures.</remarks>
internal static class QuantizedMatrix
{
    private const byte ZeroPoint = 128;
    private const int Steps = 127;

    /// <summary>Adds <c>x · Wᵀ</c>.</summary>
    public static string Write(WeightLoader weights, WeightMemory memory, string x, CheckpointTensor tensor)
    {
        var (outputs, inputs) = ((int)tensor.Shape[0], (int)tensor.Shape[1]);
        var values = TensorReader.ToSingles(tensor);
        var scales = Scales(values, outputs, inputs);
        var bytes = memory.Made($"{tensor.Name}:u8", tensor, OnnxElementType.UInt8, [inputs, outputs], _ => Quantize(values, scales, outputs, inputs));
        var zeroPoints = new byte[outputs];
        zeroPoints.AsSpan().Fill(ZeroPoint);
        return weights.Graph.MicrosoftNode(
            "DynamicQuantizeMatMul",
            [
                x,
                weights.Place(bytes),
                weights.Graph.Constant(scales, outputs),
                weights.Graph.Inline(weights.Graph.NextName(), OnnxElementType.UInt8, [outputs], zeroPoints),
            ]);
    }

    private static float[] Scales(float[] values, int outputs, int inputs)
    {
        var scales = new float[outputs];
        for (var row = 0; row < outputs; row++)
        {
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(values.AsSpan(row * inputs, inputs)));
            scales[row] = largest > 0 ? largest / Steps : 1;
        }

        return scales;
    }

    /// <summary>Rounds to bytes, transposed to <c>[inputs, outputs]</c> as the operator reads them.</summary>
    private static byte[] Quantize(float[] values, float[] scales, int outputs, int inputs)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(values.Length, pinned: true);
        for (var row = 0; row < outputs; row++)
        {
            var from = values.AsSpan(row * inputs, inputs);
            var factor = 1 / scales[row];
            for (var column = 0; column < inputs; column++)
            {
                bytes[(column * outputs) + row] = (byte)(ZeroPoint + (int)MathF.Round(Math.Clamp(from[column] * factor, -Steps, Steps)));
            }
        }

        return bytes;
    }
}
