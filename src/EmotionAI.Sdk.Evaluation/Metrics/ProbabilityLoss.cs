namespace EmotionAI.Evaluation.Metrics;

/// <summary>Computes proper scoring rules of probabilities: log loss (natural logarithm) and Brier score. Follows scikit-learn, in double.</summary>
/// <remarks>For log loss, probabilities are clipped to [2^-52, 1 - 2^-52] and rows are not renormalised.</remarks>
internal static class ProbabilityLoss
{
    private const double Smallest = 1.0 / (1L << 52);

    /// <summary>Computes the mean of -ln p of the true label.</summary>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="scores">The probabilities, <c>[samples, labels]</c>.</param>
    /// <returns>The log loss, 0 or more.</returns>
    public static double LogLoss(ReadOnlySpan<int> truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Lengths.ThrowIfDifferent(truth.Length, scores.Rows, nameof(scores));
        double sum = 0;
        for (var row = 0; row < truth.Length; row++)
        {
            sum -= Math.Log(Clip(scores[row, truth[row]]));
        }

        return sum / truth.Length;
    }

    /// <summary>Computes the mean over samples of the sum over labels of (p - outcome)².</summary>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="scores">The probabilities, <c>[samples, labels]</c>.</param>
    /// <returns>The Brier score, 0 to 2; scikit-learn halves it for two classes.</returns>
    public static double Brier(ReadOnlySpan<int> truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Lengths.ThrowIfDifferent(truth.Length, scores.Rows, nameof(scores));
        double sum = 0;
        for (var row = 0; row < truth.Length; row++)
        {
            var probabilities = scores.Row(row);
            for (var column = 0; column < probabilities.Length; column++)
            {
                var gap = probabilities[column] - (column == truth[row] ? 1 : 0);
                sum += gap * gap;
            }
        }

        return sum / truth.Length;
    }

    /// <summary>Computes the binary log loss of one label, or of all cells of a matrix.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The probabilities of the label.</param>
    /// <returns>The log loss, 0 or more.</returns>
    public static double LogLoss(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores)
    {
        Lengths.ThrowIfDifferent(outcomes.Length, scores.Length, nameof(scores));
        double sum = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var p = Clip(scores[i]);
            sum -= Math.Log(outcomes[i] != 0 ? p : 1 - p);
        }

        return sum / outcomes.Length;
    }

    /// <summary>Computes the mean of (p - outcome)² of one label, or of all cells of a matrix.</summary>
    /// <param name="outcomes">1 where the sample has the label, else 0.</param>
    /// <param name="scores">The probabilities of the label.</param>
    /// <returns>The Brier score, 0 to 1.</returns>
    public static double Brier(ReadOnlySpan<byte> outcomes, ReadOnlySpan<double> scores)
    {
        Lengths.ThrowIfDifferent(outcomes.Length, scores.Length, nameof(scores));
        double sum = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var gap = scores[i] - (outcomes[i] != 0 ? 1 : 0);
            sum += gap * gap;
        }

        return sum / outcomes.Length;
    }

    private static double Clip(double probability) => Math.Clamp(probability, Smallest, 1 - Smallest);
}
