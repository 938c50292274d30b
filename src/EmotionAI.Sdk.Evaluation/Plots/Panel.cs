using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Makes ScottPlot's plots that fill a given rectangle of a picture, in the style of this library.</summary>
internal static class Panel
{
    /// <summary>Makes a plot.</summary>
    /// <param name="area">The rectangle between the axes, in pixels of the picture.</param>
    /// <param name="bottom">The horizontal axis.</param>
    /// <param name="left">The vertical axis.</param>
    /// <param name="tickSize">The size of the numbers, in pixels.</param>
    /// <returns>The plot, empty.</returns>
    public static Plot Create(SKRect area, PanelAxis bottom, PanelAxis left, float tickSize = PictureStyle.TextSize)
    {
        var plot = new Plot();
        plot.RenderManager.RenderActions.RemoveAll(action => action is ClearCanvas or RenderFigureBackground or RenderDataBackground);
        plot.Layout.Fixed(new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        plot.Axes.SetLimits(bottom.Start, bottom.End, left.Start, left.End);
        Style(plot.Axes.Bottom, bottom, tickSize);
        Style(plot.Axes.Left, left, tickSize);
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Grid.XAxisStyle.IsVisible = bottom.Grid;
        plot.Grid.YAxisStyle.IsVisible = left.Grid;
        plot.Grid.MajorLineColor = PictureStyle.Grid.ToPlotColor();
        plot.Grid.MajorLineWidth = 1;
        plot.Legend.IsVisible = false;
        return plot;
    }

    /// <summary>Moves the numbers of the vertical axis to the right side.</summary>
    public static Plot WithRightAxis(this Plot plot, PanelAxis right)
    {
        Style(plot.Axes.Right, right, PictureStyle.TextSize);
        plot.Axes.SetLimitsY(right.Start, right.End, plot.Axes.Right);
        return plot;
    }

    /// <summary>Adds a line through points.</summary>
    public static void AddLine(this Plot plot, IReadOnlyList<Coordinates> points, SKColor color, float width, bool dashed = false)
    {
        var line = plot.Add.ScatterLine(points.ToArray(), color.ToPlotColor());
        line.LineWidth = width;
        line.LinePattern = dashed ? LinePattern.Dashed : LinePattern.Solid;
    }

    /// <summary>Adds a dot with a white edge, which may lie on the edge of the panel.</summary>
    public static void AddDot(this Plot plot, Coordinates point, SKColor color, float size = 9) =>
        plot.PlottableList.Add(new PanelDot(point, color, size));

    private static void Style(IAxis axis, PanelAxis settings, float tickSize)
    {
        var ticks = settings.Ticks ?? new AxisTicks([], []);
        axis.TickGenerator = new NumericManual(ticks.Positions, ticks.Labels);
        axis.TickLabelStyle.Font = PictureFont.Typeface;
        axis.TickLabelStyle.FontSize = tickSize;
        axis.TickLabelStyle.OffsetY = axis.Edge is Edge.Left or Edge.Right ? tickSize / 4 : 0;
        axis.TickLabelStyle.ForeColor = PictureStyle.Ink.ToPlotColor();
        axis.MajorTickStyle.Color = PictureStyle.Axis.ToPlotColor();
        axis.MajorTickStyle.Length = settings.Frame ? 4 : 0;
        axis.FrameLineStyle.Color = PictureStyle.Axis.ToPlotColor();
        axis.FrameLineStyle.Width = settings.Frame ? 1 : 0;
    }
}
