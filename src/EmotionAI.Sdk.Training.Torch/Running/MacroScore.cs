using System.Numerics.Tensors;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Measures macro-F1 while training: of the best scores for one label; for several, at the one threshold for all labels that is best, so that a model whose scores are still low is measured too.</summary>
internal static class MacroScore
{
    private const int Cuts = 20;

    /// <param name="targets">1 for each label that a sample has, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, in the same shape.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="problemType">Whether a sample has one label or several.</param>
    public static double Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> scores, int labels, ProblemType problemType)
    {
        var predicted = new bool[scores.Length];
        if (problemType == ProblemType.SingleLabel)
        {
            for (var row = 0; row < scores.Length; row += labels)
            {
                predicted[row + TensorPrimitives.IndexOfMax(scores.Slice(row, labels))] = true;
            }

            return Of(targets, predicted, labels);
        }

        var best = 0.0;
        for (var cut = 1; cut < Cuts; cut++)
        {
            for (var i = 0; i < predicted.Length; i++)
            {
                predicted[i] = scores[i] >= (float)cut / Cuts;
            }

            best = Math.Max(best, Of(targets, predicted, labels));
        }

        return best;
    }

    private static double Of(ReadOnlySpan<float> targets, bool[] predicted, int labels)
    {
        var sum = 0.0;
        for (var label = 0; label < labels; label++)
        {
            var (right, counted) = (0, 0);
            for (var i = label; i < predicted.Length; i += labels)
            {
                right += predicted[i] && targets[i] > 0 ? 1 : 0;
                counted += (predicted[i] ? 1 : 0) + (targets[i] > 0 ? 1 : 0);
            }

            sum += counted == 0 ? 0 : 2.0 * right / counted;
        }

        return sum / labels;
    }
}
