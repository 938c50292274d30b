namespace EmotionAI.Evaluation.Plots;

/// <summary>Lists what the cells of a confusion matrix show.</summary>
public enum ConfusionMatrixNormalization
{
    /// <summary>The numbers as they are: counts, or the shares of a file that holds shares.</summary>
    None,

    /// <summary>Each row divided by its sum; a row without samples shows zeros.</summary>
    Row,
}
