namespace EmotionAI.Training.Torch;

/// <summary>Says why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All steps were done.</summary>
    Completed,

    /// <summary>Dev was not measured better for as long as was asked.</summary>
    EarlyStopping,

    /// <summary>The time was over.</summary>
    TimeLimit,
}
