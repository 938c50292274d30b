using System.Numerics.Tensors;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Graphs;

/// <summary>Writes linear layers whose weights are bytes: one scale an output, zero point 128, which no processor saturates on.</summary>
/// <remarks>Activations become bytes while the network runs, with one scale a row (a token): a sum of bytes is exact, so that a row's result does not depend on what is beside it, as with one scale a call it would.</remarks>
internal sealed class QuantizedMatrix(WeightLoader weights, WeightMemory memory)
{
    private const byte ZeroPoint = 128;
    private const int Steps = 127;

    /// <summary>Stands for the largest magnitude of a row of zeros, which are divided by it.</summary>
    private const float LeastMagnitude = 1e-30f;

    private readonly Dictionary<string, (string Bytes, string Magnitude)> _quantized = new(StringComparer.Ordinal);

    /// <summary>Adds <c>x · Wᵀ</c>.</summary>
    public string Write(string x, CheckpointTensor tensor)
    {
        var (outputs, inputs) = ((int)tensor.Shape[0], (int)tensor.Shape[1]);
        var values = TensorReader.ToSingles(tensor);
        var scales = Scales(values, outputs, inputs);
        var matrix = memory.Made($"{tensor.Name}:u8", tensor, OnnxElementType.UInt8, [inputs, outputs], _ => Quantize(values, scales, outputs, inputs));
        var zeroPoints = new byte[outputs];
        zeroPoints.AsSpan().Fill(ZeroPoint);
        var (bytes, magnitude) = Activations(x);
        var graph = weights.Graph;
        var product = graph.MicrosoftNode(
            "MatMulIntegerToFloat",
            [
                bytes,
                weights.Place(matrix),
                graph.Scalar(1f / Steps),
                graph.Constant(scales, outputs),
                Zero(),
                graph.Inline(graph.NextName(), OnnxElementType.UInt8, [outputs], zeroPoints),
            ]);
        return graph.Node("Mul", [product, magnitude]);
    }

    /// <summary>Divides each row by its largest magnitude and rounds it to bytes; once for all layers that read it.</summary>
    private (string Bytes, string Magnitude) Activations(string x)
    {
        if (!_quantized.TryGetValue(x, out var quantized))
        {
            var graph = weights.Graph;
            var largest = graph.Node("ReduceMax", [graph.Node("Abs", [x])], ("axes", new long[] { -1 }), ("keepdims", 1));
            var magnitude = graph.Node("Max", [largest, graph.Scalar(LeastMagnitude)]);
            quantized = (graph.Node("QuantizeLinear", [graph.Node("Div", [x, magnitude]), graph.Scalar(1f / Steps), Zero()]), magnitude);
            _quantized.Add(x, quantized);
        }

        return quantized;
    }

    private string Zero() => weights.Graph.Inline(weights.Graph.NextName(), OnnxElementType.UInt8, [], [ZeroPoint]);

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
