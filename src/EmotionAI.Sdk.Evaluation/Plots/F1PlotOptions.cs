using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Chooses how the F1 of each label is drawn.</summary>
internal sealed class F1PlotOptions
{
    /// <summary>Gets or sets the order of the labels.</summary>
    /// <value>The default value is <see cref="LabelOrder.Index"/>.</value>
    public LabelOrder Order { get; set; }

    /// <summary>Gets or sets the confidence interval of each label, in index order.</summary>
    /// <value>The default value is null: none is drawn.</value>
    public IReadOnlyList<BootstrapInterval>? Intervals { get; set; }

    /// <summary>Gets or sets the title.</summary>
    /// <value>The default value is null: "F1 by label".</value>
    public string? Title { get; set; }
}
