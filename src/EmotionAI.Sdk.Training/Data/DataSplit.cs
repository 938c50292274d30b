namespace EmotionAI.Training.Data;

/// <summary>Names the part of a data set that a sample belongs to.</summary>
public enum DataSplit
{
    /// <summary>The model learns from it.</summary>
    Train,

    /// <summary>Settings are chosen on it: strengths, thresholds, when to stop.</summary>
    Dev,

    /// <summary>The finished model is measured on it, once.</summary>
    Test,
}
