namespace EmotionAI.Evaluation.Runs;

/// <summary>Turns logits that were stored into scores, and tells scores from what cannot be one.</summary>
internal static class LogitScores
{
    /// <summary>How far outside 0 to 1 a score may lie by rounding alone.</summary>
    private const double Slack = 1e-6;

    /// <summary>Applies softmax or sigmoid in place, to <c>scale × logits</c>.</summary>
    public static void Activate(Span<double> logits, int labels, ProblemType problemType, double scale)
    {
        if (problemType == ProblemType.MultiLabel)
        {
            foreach (ref var logit in logits)
            {
                logit = 1 / (1 + Math.Exp(-scale * logit));
            }

            return;
        }

        for (; !logits.IsEmpty; logits = logits[labels..])
        {
            Softmax(logits[..labels], scale);
        }
    }

    /// <exception cref="EmotionAIException">A score is outside 0 to 1.</exception>
    public static void Check(ReadOnlySpan<double> scores, EmotionLabels labels, IReadOnlyList<int> lines, string path)
    {
        var bad = scores.IndexOfAnyExceptInRange(-Slack, 1 + Slack);
        if (bad >= 0)
        {
            throw new EmotionAIException(
                EmotionErrorCodes.InputInvalid,
                Invariant($"'{path}', line {lines[bad / labels.Count]}: the score of '{labels[bad % labels.Count]}' is {scores[bad]}; 0 to 1 is allowed. What a model gives before softmax or sigmoid is read with --logits ({nameof(PredictionsOptions)}.{nameof(PredictionsOptions.AreLogits)})."),
                path);
        }
    }

    private static void Softmax(Span<double> logits, double scale)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, scale * logit);
        }

        double sum = 0;
        foreach (ref var logit in logits)
        {
            logit = Math.Exp((scale * logit) - largest);
            sum += logit;
        }

        foreach (ref var logit in logits)
        {
            logit /= sum;
        }
    }
}
