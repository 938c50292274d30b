using System.Numerics.Tensors;
using EmotionAI.Graphs;

namespace EmotionAI.Models.Disentangled;

/// <summary>Computes what a network of DeBERTa takes of its table of distances: constants, made when a session is opened.</summary>
/// <remarks>Not left to the runtime: what folds constants there reads the model's bytes, and weights that are given by their place in memory are not among them.</remarks>
internal static class DistanceTable
{
    /// <summary>Normalizes each row in place.</summary>
    public static float[] Normalize(float[] table, float[] weight, float[] bias, float epsilon)
    {
        var size = weight.Length;
        for (var start = 0; start < table.Length; start += size)
        {
            var row = table.AsSpan(start, size);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / size, row);
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(row) / size) + epsilon), row);
            TensorPrimitives.MultiplyAdd(row, weight, bias, row);
        }

        return table;
    }

    /// <summary>Gives <c>(x · Wᵀ + b) · scale</c> by head: <c>[rows, hidden] → [heads, rows, size]</c>.</summary>
    public static float[] Project(float[] table, NetworkWeight weight, NetworkWeight? bias, int hidden, int heads, float scale)
    {
        var (weights, biases) = (weight.Values(), bias?.Values());
        var (rows, size) = (table.Length / hidden, hidden / heads);
        var projected = new float[table.Length];
        Parallel.For(0, hidden, output =>
        {
            var own = weights.AsSpan(output * hidden, hidden);
            var place = (output / size * rows * size) + (output % size);
            for (var row = 0; row < rows; row++)
            {
                projected[place + (row * size)] = (TensorPrimitives.Dot<float>(table.AsSpan(row * hidden, hidden), own) + (biases?[output] ?? 0)) * scale;
            }
        });
        return projected;
    }
}
