namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Names what thresholds are to make as large as possible.</summary>
public enum ThresholdObjective
{
    /// <summary>F1 from summed counts.</summary>
    MicroF1,

    /// <summary>The plain mean of F1 over all labels.</summary>
    MacroF1,

    /// <summary>The mean of F1 weighted by support.</summary>
    WeightedF1,

    /// <summary>The plain mean of F1 over the labels that occur in the truth.</summary>
    MacroF1OverSupported,

    /// <summary>The mean of F1 over samples.</summary>
    SamplesF1,

    /// <summary>The share of samples whose whole set of labels is right.</summary>
    SubsetAccuracy,
}
