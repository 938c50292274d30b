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

    /// <summary>A guarded fit of each label (<see cref="GuardedThresholds"/>).</summary>
    Guarded,
}
