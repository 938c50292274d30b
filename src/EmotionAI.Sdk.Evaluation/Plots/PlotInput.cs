namespace EmotionAI.Evaluation.Plots;

/// <summary>Checks that labels, truth and scores belong together.</summary>
internal static class PlotInput
{
    /// <summary>Checks.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or there is no sample.</exception>
    public static void Check(EmotionLabels labels, LabelMatrix truth, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        if (truth.Rows == 0 || truth.Columns != labels.Count || scores.Rows != truth.Rows || scores.Columns != labels.Count)
        {
            throw new ArgumentException(
                Invariant($"The truth is [{truth.Rows}, {truth.Columns}] and the scores are [{scores.Rows}, {scores.Columns}]; [samples, {labels.Count}], one sample or more, is allowed for both."), nameof(scores));
        }
    }
}
