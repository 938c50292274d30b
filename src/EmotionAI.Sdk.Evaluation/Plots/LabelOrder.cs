namespace EmotionAI.Evaluation.Plots;

/// <summary>Lists the orders in which labels are drawn.</summary>
internal enum LabelOrder
{
    /// <summary>The order of the model's outputs.</summary>
    Index,

    /// <summary>The best F1 first; labels of equal F1 in the order of the model's outputs.</summary>
    F1,
}
