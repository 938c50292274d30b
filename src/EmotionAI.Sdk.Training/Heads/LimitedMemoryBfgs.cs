using System.Numerics.Tensors;

namespace EmotionAI.Training.Heads;

/// <summary>Finds the lowest point of a smooth, convex function: L-BFGS with a backtracking line search. Follows Nocedal and Wright, 2006, algorithms 7.4 and 7.5.</summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 10;
    private const int MostHalvings = 40;
    private const double Descent = 1e-4;

    /// <summary>Walks from a point to the lowest one near enough.</summary>
    /// <param name="evaluate">Gives the value at a point and writes the gradient.</param>
    /// <param name="start">Where to begin; is left alone.</param>
    /// <param name="tolerance">Stops where the largest part of the gradient is not above this.</param>
    /// <param name="mostSteps">Stops after so many steps in any case.</param>
    /// <param name="cancellationToken">Ends the walk early.</param>
    /// <returns>The point.</returns>
    public static double[] Minimize(Func<double[], double[], double> evaluate, double[] start, double tolerance, int mostSteps, CancellationToken cancellationToken)
    {
        var point = (double[])start.Clone();
        var gradient = new double[point.Length];
        var value = evaluate(point, gradient);
        var history = new LinkedList<(double[] Step, double[] Change, double Inverse)>();
        for (var step = 0; step < mostSteps && TensorPrimitives.MaxMagnitude<double>(gradient) is var slope && Math.Abs(slope) > tolerance; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var direction = Direction(gradient, history);
            var (next, nextGradient, nextValue) = Search(evaluate, point, gradient, value, direction, step == 0);
            if (next is null)
            {
                break;
            }

            Remember(history, point, next, gradient, nextGradient);
            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return point;
    }

    private static double[] Direction(double[] gradient, LinkedList<(double[] Step, double[] Change, double Inverse)> history)
    {
        var direction = (double[])gradient.Clone();
        var factors = new Stack<double>();
        for (var pair = history.Last; pair is not null; pair = pair.Previous)
        {
            var factor = pair.Value.Inverse * TensorPrimitives.Dot<double>(pair.Value.Step, direction);
            factors.Push(factor);
            TensorPrimitives.MultiplyAdd(pair.Value.Change, -factor, direction, direction);
        }

        if (history.Last is { Value: var (_, change, inverse) })
        {
            TensorPrimitives.Multiply(direction, 1 / (inverse * TensorPrimitives.SumOfSquares<double>(change)), direction);
        }

        foreach (var (step, gradientChange, inverseProduct) in history)
        {
            var factor = factors.Pop() - (inverseProduct * TensorPrimitives.Dot<double>(gradientChange, direction));
            TensorPrimitives.MultiplyAdd(step, factor, direction, direction);
        }

        TensorPrimitives.Negate<double>(direction, direction);
        return direction;
    }

    private static (double[]? Point, double[] Gradient, double Value) Search(Func<double[], double[], double> evaluate, double[] point, double[] gradient, double value, double[] direction, bool isFirst)
    {
        var slope = TensorPrimitives.Dot<double>(gradient, direction);
        var length = isFirst ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(gradient)) : 1;
        var next = new double[point.Length];
        var nextGradient = new double[point.Length];
        for (var i = 0; i < MostHalvings && slope < 0; i++, length /= 2)
        {
            TensorPrimitives.MultiplyAdd(direction, length, point, next);
            var nextValue = evaluate(next, nextGradient);
            if (nextValue <= value + (Descent * length * slope))
            {
                return (next, nextGradient, nextValue);
            }
        }

        return (null, gradient, value);
    }

    private static void Remember(LinkedList<(double[] Step, double[] Change, double Inverse)> history, double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        var (step, change) = (new double[point.Length], new double[point.Length]);
        TensorPrimitives.Subtract<double>(next, point, step);
        TensorPrimitives.Subtract<double>(nextGradient, gradient, change);
        var product = TensorPrimitives.Dot<double>(step, change);

        // The curvature of a convex function is positive; rounding alone can say otherwise, and such a pair would spoil the direction.
        if (product > double.Epsilon)
        {
            history.AddLast((step, change, 1 / product));
        }

        if (history.Count > Memory)
        {
            history.RemoveFirst();
        }
    }
}
