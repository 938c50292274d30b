using System.Numerics.Tensors;

namespace EmotionAI.Text;

/// <summary>Puts the scores of the windows of one text together.</summary>
internal static class WindowedScores
{
    /// <summary>Combines scores.</summary>
    /// <param name="windows">The scores, window by window, <c>[windows, labels]</c>.</param>
    /// <param name="aggregate">How.</param>
    /// <param name="problemType">Whether labels exclude each other, or are numbers on a scale, of which the mean is taken always.</param>
    /// <param name="scores">Receives the scores, <c>[labels]</c>.</param>
    public static void Combine(ReadOnlySpan<float> windows, WindowAggregate aggregate, ProblemType problemType, Span<float> scores)
    {
        var labels = scores.Length;
        var count = windows.Length / labels;
        var by = problemType == ProblemType.Regression ? WindowAggregate.Mean : aggregate;
        for (var label = 0; label < labels; label++)
        {
            var (sum, largest, none) = (0.0, float.NegativeInfinity, 1.0);
            for (var window = 0; window < count; window++)
            {
                var score = windows[(window * labels) + label];
                sum += score;
                largest = MathF.Max(largest, score);
                none *= 1 - score;
            }

            scores[label] = by switch
            {
                WindowAggregate.Max => largest,
                WindowAggregate.NoisyOr => (float)(1 - none),
                _ => (float)(sum / count),
            };
        }

        if (problemType == ProblemType.SingleLabel && by != WindowAggregate.Mean)
        {
            TensorPrimitives.Divide(scores, TensorPrimitives.Sum<float>(scores), scores);
        }
    }
}
