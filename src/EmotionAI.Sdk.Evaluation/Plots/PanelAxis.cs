namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds one axis of a panel.</summary>
/// <param name="Start">The value at the left or lower end; above <paramref name="End"/> for an axis that runs backwards.</param>
/// <param name="End">The value at the right or upper end.</param>
/// <param name="Ticks">The numbers along the axis; null for none.</param>
/// <param name="Grid">Whether lines run across the panel at the ticks.</param>
/// <param name="Frame">Whether the axis has a line.</param>
internal sealed record PanelAxis(double Start, double End, AxisTicks? Ticks = null, bool Grid = true, bool Frame = true)
{
    /// <summary>Gets an axis from 0 to 1 with a grid.</summary>
    public static PanelAxis Unit { get; } = new(0, 1, AxisTicks.Unit);
}
