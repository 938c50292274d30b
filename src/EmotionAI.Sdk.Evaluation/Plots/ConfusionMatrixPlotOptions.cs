namespace EmotionAI.Evaluation.Plots;

/// <summary>Chooses how a confusion matrix is drawn.</summary>
public sealed class ConfusionMatrixPlotOptions
{
    /// <summary>Gets or sets what the cells show.</summary>
    /// <value>The default value is <see cref="ConfusionMatrixNormalization.None"/>.</value>
    public ConfusionMatrixNormalization Normalization { get; set; }

    /// <summary>Gets or sets the title.</summary>
    /// <value>The default value is null: the title names the normalization.</value>
    public string? Title { get; set; }

    /// <summary>Gets or sets the value that has the darkest colour, above 0: 1 makes row-normalized pictures of several models comparable.</summary>
    /// <value>The default value is null: the largest cell has it.</value>
    public double? ColorMaximum { get; set; }
}
