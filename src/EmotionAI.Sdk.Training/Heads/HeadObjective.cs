using System.Numerics.Tensors;

namespace EmotionAI.Training.Heads;

/// <summary>Computes the regularized mean log loss of a linear layer and its gradient: multinomial, or one binary regression for each label.</summary>
/// <remarks>Rows are taken in blocks whose sums are added in order, so that the result does not depend on the number of threads.</remarks>
internal sealed class HeadObjective(FeatureMatrix features, HeadTruth truth, double strength, int threads)
{
    private const int BlockRows = 128;

    private readonly int _blocks = (features.Rows + BlockRows - 1) / BlockRows;
    private readonly int _weights = truth.Outputs * features.Columns;

    /// <summary>Gets the number of parameters: the weights, <c>[outputs, features]</c>, then the bias.</summary>
    public int Parameters => _weights + truth.Outputs;

    /// <summary>Computes loss and gradient at a point.</summary>
    public double Evaluate(double[] point, double[] gradient)
    {
        var weights = new float[_weights];
        TensorPrimitives.ConvertTruncating<double, float>(point.AsSpan(0, _weights), weights);
        var losses = new double[_blocks];
        var partial = new (float[] Weights, double[] Bias)[_blocks];
        Array.Clear(gradient);
        var loss = 0.0;
        for (var first = 0; first < _blocks; first += threads)
        {
            var wave = Math.Min(threads, _blocks - first);
            Parallel.For(first, first + wave, new ParallelOptions { MaxDegreeOfParallelism = threads }, block => partial[block] = Block(block, weights, point, out losses[block]));
            for (var block = first; block < first + wave; block++)
            {
                loss += losses[block];
                Add(partial[block], gradient);
                partial[block] = default;
            }
        }

        return Regularize(point, gradient, loss);
    }

    private double Regularize(double[] point, double[] gradient, double loss)
    {
        var count = (double)features.Rows;
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= count;
        }

        var weights = point.AsSpan(0, _weights);
        TensorPrimitives.MultiplyAdd(weights, strength, gradient.AsSpan(0, _weights), gradient.AsSpan(0, _weights));
        return (loss / count) + (strength / 2 * TensorPrimitives.SumOfSquares<double>(weights));
    }

    private void Add((float[] Weights, double[] Bias) partial, double[] gradient)
    {
        for (var i = 0; i < _weights; i++)
        {
            gradient[i] += partial.Weights[i];
        }

        TensorPrimitives.Add(gradient.AsSpan(_weights), partial.Bias, gradient.AsSpan(_weights));
    }

    private (float[] Weights, double[] Bias) Block(int block, float[] weights, double[] point, out double loss)
    {
        var (gradient, bias) = (new float[_weights], new double[truth.Outputs]);
        Span<double> outputs = stackalloc double[truth.Outputs];
        loss = 0;
        for (var row = block * BlockRows; row < Math.Min(features.Rows, (block + 1) * BlockRows); row++)
        {
            var x = features.Row(row);
            for (var output = 0; output < outputs.Length; output++)
            {
                outputs[output] = TensorPrimitives.Dot(weights.AsSpan(output * x.Length, x.Length), x) + point[_weights + output];
            }

            var weight = truth.WeightOf(row);
            loss += weight * (truth.ProblemType == ProblemType.SingleLabel ? Softmax(outputs, truth.Labels.Row(row)) : Sigmoids(outputs, truth.Labels.Row(row)));
            for (var output = 0; output < outputs.Length; output++)
            {
                var slope = weight * outputs[output];
                bias[output] += slope;
                var sum = gradient.AsSpan(output * x.Length, x.Length);
                TensorPrimitives.MultiplyAdd(x, (float)slope, sum, sum);
            }
        }

        return (gradient, bias);
    }

    /// <summary>Puts the slope of the loss by each output in its place.</summary>
    /// <returns>The loss.</returns>
    private static double Softmax(Span<double> outputs, ReadOnlySpan<byte> labels)
    {
        var (largest, right) = (TensorPrimitives.Max<double>(outputs), labels.IndexOf((byte)1));
        var own = outputs[right];
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Math.Exp(outputs[i] - largest);
            sum += outputs[i];
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = (outputs[i] / sum) - (i == right ? 1 : 0);
        }

        return Math.Log(sum) + largest - own;
    }

    private static double Sigmoids(Span<double> outputs, ReadOnlySpan<byte> labels)
    {
        var loss = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var output = outputs[i];
            loss += Math.Max(output, 0) - (labels[i] * output) + Math.Log(1 + Math.Exp(-Math.Abs(output)));
            outputs[i] = (1 / (1 + Math.Exp(-output))) - labels[i];
        }

        return loss;
    }
}
