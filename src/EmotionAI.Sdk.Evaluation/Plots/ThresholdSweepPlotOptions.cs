namespace EmotionAI.Evaluation.Plots;

/// <summary>Chooses how a threshold sweep is drawn.</summary>
internal sealed class ThresholdSweepPlotOptions
{
    /// <summary>Gets or sets the threshold that was chosen, 0 to 1.</summary>
    /// <value>The default value is null: none is marked.</value>
    public double? Chosen { get; set; }

    /// <summary>Gets or sets whether the F1 of each label is drawn in the background.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool PerLabel { get; set; }

    /// <summary>Gets or sets the title.</summary>
    /// <value>The default value is "F1 by threshold".</value>
    public string Title { get; set; } = "F1 by threshold";
}
