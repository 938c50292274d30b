namespace EmotionAI.Evaluation.Metrics;

/// <summary>Holds the figures of one label.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class ClassMetrics
{
    internal ClassMetrics(string label, BinaryCounts counts)
    {
        Label = label;
        Counts = counts;
    }

    /// <summary>Gets the label.</summary>
    public string Label { get; }

    /// <summary>Gets the share of the predicted that is right; 0 where nothing was predicted.</summary>
    public double Precision => Counts.Precision;

    /// <summary>Gets the share of the true that was found; 0 where nothing is true.</summary>
    public double Recall => Counts.Recall;

    /// <summary>Gets <c>2tp / (2tp + fp + fn)</c>; 0 where there is no true positive.</summary>
    public double F1 => Counts.F1;

    /// <summary>Gets the number of samples that have the label.</summary>
    public long Support => Counts.Support;

    /// <summary>Gets the number of samples that were given the label.</summary>
    public long Predicted => Counts.Predicted;

    /// <summary>Gets the number of samples that have the label and were given it.</summary>
    public long TruePositives => Counts.TruePositives;

    /// <summary>Gets the area under the ROC curve, the label against the rest; null where it is not defined or the scores are not known.</summary>
    public double? RocAuc { get; internal init; }

    /// <summary>Gets the average precision, the label against the rest; null where it is not defined or the scores are not known.</summary>
    public double? AveragePrecision { get; internal init; }

    /// <summary>Gets the label's 2×2 confusion matrix.</summary>
    internal BinaryCounts Counts { get; }
}
