namespace EmotionAI.Evaluation.Plots;

/// <summary>Chooses how a confusion matrix is drawn.</summary>
internal sealed class ConfusionMatrixPlotOptions
{
    /// <summary>Gets or sets whether each row is divided by its sum; a row without samples shows zeros.</summary>
    /// <value>The default value is false: the numbers as they are, counts, or the shares of a file that holds shares.</value>
    public bool IsRowNormalized { get; set; }

    /// <summary>Gets or sets the title.</summary>
    /// <value>The default value is null: the title names the normalization.</value>
    public string? Title { get; set; }

    /// <summary>Gets or sets the value that has the darkest colour, above 0: 1 makes row-normalized pictures of several models comparable.</summary>
    /// <value>The default value is null: the largest cell has it.</value>
    public double? ColorMaximum { get; set; }
}
