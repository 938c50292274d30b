using System.Numerics.Tensors;

namespace EmotionAI.Training.Heads;

/// <summary>Brings each feature to mean 0 and variance 1, as its fit saw it; the head takes it into its weights.</summary>
internal sealed class FeatureScale(double[] means, double[] deviations)
{
    /// <summary>A feature that varies less tells nothing and is left as it is.</summary>
    private const double LeastDeviation = 1e-8;

    public static FeatureScale Fit(FeatureMatrix features)
    {
        var means = new double[features.Columns];
        var squares = new double[features.Columns];
        for (var row = 0; row < features.Rows; row++)
        {
            var values = features.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                means[column] += values[column];
            }
        }

        TensorPrimitives.Divide(means, features.Rows, means);
        for (var row = 0; row < features.Rows; row++)
        {
            var values = features.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                var difference = values[column] - means[column];
                squares[column] += difference * difference;
            }
        }

        return new FeatureScale(means, [.. squares.Select(sum => Math.Sqrt(sum / features.Rows)).Select(deviation => deviation < LeastDeviation ? 1 : deviation)]);
    }

    public FeatureMatrix Apply(FeatureMatrix features)
    {
        var scaled = new FeatureMatrix(new float[features.Rows * features.Columns], features.Columns);
        for (var row = 0; row < features.Rows; row++)
        {
            var from = features.Row(row);
            var to = scaled.Row(row);
            for (var column = 0; column < from.Length; column++)
            {
                to[column] = (float)((from[column] - means[column]) / deviations[column]);
            }
        }

        return scaled;
    }

    /// <summary>Gives the head that answers to features as they are what the given one answers to scaled ones.</summary>
    public LinearHead FoldInto(ReadOnlySpan<double> weights, int outputs)
    {
        var columns = means.Length;
        var folded = new float[outputs * columns];
        var bias = new float[outputs];
        for (var output = 0; output < outputs; output++)
        {
            var shift = weights[(outputs * columns) + output];
            for (var column = 0; column < columns; column++)
            {
                var weight = weights[(output * columns) + column] / deviations[column];
                folded[(output * columns) + column] = (float)weight;
                shift -= weight * means[column];
            }

            bias[output] = (float)shift;
        }

        return new LinearHead(folded, bias);
    }
}
