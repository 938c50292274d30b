namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Counts">The label's 2×2 confusion matrix.</param>
public sealed record ClassMetrics(string Label, BinaryCounts Counts)
{
    /// <summary>Gets the share of the predicted that is right; 0 where nothing was predicted.</summary>
    public double Precision => Counts.Precision;

    /// <summary>Gets the share of the true that was found; 0 where nothing is true.</summary>
    public double Recall => Counts.Recall;

    /// <summary>Gets <c>2tp / (2tp + fp + fn)</c>; 0 where there is no true positive.</summary>
    public double F1 => Counts.F1;

    /// <summary>Gets the number of samples that have the label.</summary>
    public long Support => Counts.Support;
}
