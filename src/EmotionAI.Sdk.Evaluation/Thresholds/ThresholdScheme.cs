namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Names the ways to fit the thresholds of a multi-label model.</summary>
public enum ThresholdScheme
{
    /// <summary>0.5 for every label: nothing is fitted.</summary>
    Fixed,

    /// <summary>One threshold for all labels, the exact best by macro F1.</summary>
    Global,

    /// <summary>The exact best cut of each label by F1; a label that no sample has takes the global one.</summary>
    PerClass,

    /// <summary>A fit of each label that holds on new data too: the F1 curve is smoothed over the logit of the score, and cuts that are mostly wrong are left out.</summary>
    Guarded,
}
