namespace EmotionAI.Evaluation.Plots;

/// <summary>Lists what stands before the text of a legend.</summary>
internal enum LegendMark
{
    /// <summary>A filled square.</summary>
    Area,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A dashed line.</summary>
    DashedLine,

    /// <summary>A filled circle with a white edge.</summary>
    Dot,
}
