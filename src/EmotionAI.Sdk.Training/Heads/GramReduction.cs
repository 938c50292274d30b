using System.Numerics.Tensors;

namespace EmotionAI.Training.Heads;

/// <summary>Turns features that are more than samples into as many as samples, by a rotation: an L2-regularized fit on them is the fit on all, at a fraction of the work.</summary>
/// <remarks>With the Gram matrix <c>K = X Xᵀ = L Lᵀ</c> (Cholesky), the rows of <c>L</c> are the rows of <c>X</c> in another basis of the space that they span, and weights <c>v</c> there are <c>Xᵀ L⁻ᵀ v</c> in the old one.</remarks>
internal sealed class GramReduction
{
    /// <summary>Keeps the factor from a division by zero where rows depend on each other, as centred ones do.</summary>
    private const double Jitter = 1e-9;

    private readonly FeatureMatrix _features;
    private readonly double[][] _factor;

    private GramReduction(FeatureMatrix features, double[][] factor)
    {
        (_features, _factor) = (features, factor);
        Features = new FeatureMatrix(new float[features.Rows * features.Rows], features.Rows);
        for (var row = 0; row < features.Rows; row++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(factor[row], Features.Row(row)[..factor[row].Length]);
        }
    }

    /// <summary>Gets the features in the other basis, <c>[samples, samples]</c>.</summary>
    public FeatureMatrix Features { get; }

    public static GramReduction Of(FeatureMatrix features, int threads)
    {
        var rows = new double[features.Rows][];
        var gram = new double[features.Rows][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new double[features.Columns];
            TensorPrimitives.ConvertTruncating<float, double>(features.Row(row), rows[row]);
        }

        Parallel.For(0, rows.Length, options, row =>
        {
            gram[row] = new double[row + 1];
            for (var other = 0; other <= row; other++)
            {
                gram[row][other] = TensorPrimitives.Dot<double>(rows[row], rows[other]);
            }
        });
        return new GramReduction(features, Factorize(gram));
    }

    /// <summary>Gives the weights of the features as they were.</summary>
    /// <param name="weights">The weights of <see cref="Features"/>.</param>
    /// <param name="result">Receives one weight a feature.</param>
    public void Expand(ReadOnlySpan<double> weights, Span<double> result)
    {
        var factors = weights.ToArray();
        for (var row = factors.Length - 1; row >= 0; row--)
        {
            factors[row] /= _factor[row][row];
            TensorPrimitives.MultiplyAdd(_factor[row].AsSpan(0, row), -factors[row], factors.AsSpan(0, row), factors.AsSpan(0, row));
        }

        result.Clear();
        var values = new double[result.Length];
        for (var row = 0; row < factors.Length; row++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(_features.Row(row), values);
            TensorPrimitives.MultiplyAdd<double>(values, factors[row], result, result);
        }
    }

    /// <summary>Takes the lower half of a matrix apart, in its place.</summary>
    private static double[][] Factorize(double[][] matrix)
    {
        var least = Jitter * Enumerable.Range(0, matrix.Length).Average(i => matrix[i][i]);
        for (var row = 0; row < matrix.Length; row++)
        {
            for (var column = 0; column < row; column++)
            {
                var sum = matrix[row][column] - TensorPrimitives.Dot<double>(matrix[row].AsSpan(0, column), matrix[column].AsSpan(0, column));
                matrix[row][column] = sum / matrix[column][column];
            }

            var rest = matrix[row][row] + least - TensorPrimitives.SumOfSquares<double>(matrix[row].AsSpan(0, row));
            matrix[row][row] = Math.Sqrt(Math.Max(rest, least));
        }

        return matrix;
    }
}
