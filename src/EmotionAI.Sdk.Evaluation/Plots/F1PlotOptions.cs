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
    /// <value>The default value is "F1 by label".</value>
    public string Title { get; set; } = "F1 by label";

    public static F1PlotOptions Create(bool bestFirst, string? title)
    {
        var options = new F1PlotOptions { Order = bestFirst ? LabelOrder.F1 : LabelOrder.Index };
        options.Title = title ?? options.Title;
        return options;
    }
}
