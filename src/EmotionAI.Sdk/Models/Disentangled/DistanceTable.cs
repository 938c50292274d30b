using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EmotionAI.Graphs;

namespace EmotionAI.Models.Disentangled;

/// <summary>Computes what a network of DeBERTa takes of its table of distances: constants, made when a session is opened.</summary>
/// <remarks>Not left to the runtime: what folds constants there reads the model's bytes, and weights that are given by their place in memory are not among them.</remarks>
internal static class DistanceTable
{
    /// <summary>So many rows stay near the processor while all weights pass them.</summary>
    private const int RowsAtOnce = 16;

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
        Parallel.For(0, (rows + RowsAtOnce - 1) / RowsAtOnce, block =>
        {
            var (start, end) = (block * RowsAtOnce, Math.Min(rows, (block + 1) * RowsAtOnce));
            for (var output = 0; output < hidden; output++)
            {
                var own = weights.AsSpan(output * hidden, hidden);
                var place = (output / size * rows * size) + (output % size);
                for (var row = start; row < end; row++)
                {
                    projected[place + (row * size)] = (Dot(table.AsSpan(row * hidden, hidden), own) + (biases?[output] ?? 0)) * scale;
                }
            }
        });
        return projected;
    }

    /// <summary>Gives the product of two vectors of one length.</summary>
    // A model is opened once: most of the work would run in the slow first form of the loop.
    // Measured: three layers of 768 numbers open in 0.6 s of processor time, 1.9 without.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(x);
        var b = MemoryMarshal.Cast<float, Vector<float>>(y);
        var (first, second, third, fourth) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++)
        {
            first += a[i] * b[i];
        }

        var sum = Vector.Sum(first + second + (third + fourth));
        for (var j = a.Length * Vector<float>.Count; j < x.Length; j++)
        {
            sum += x[j] * y[j];
        }

        return sum;
    }
}
