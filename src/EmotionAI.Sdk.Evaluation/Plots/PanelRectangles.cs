using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws rectangles as shapes, so that they stay sharp in SVG: bars, and the cells of a matrix.</summary>
internal sealed class PanelRectangles(IReadOnlyList<PanelRectangle> rectangles) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        using var fill = new SKPaint();
        using var edge = new SKPaint { IsStroke = true, StrokeWidth = 1, IsAntialias = true };
        foreach (var rectangle in rectangles)
        {
            var from = Axes.GetPixel(new Coordinates(rectangle.Left, rectangle.Top));
            var to = Axes.GetPixel(new Coordinates(rectangle.Right, rectangle.Bottom));
            var shape = new SKRect(from.X, from.Y, to.X, to.Y).Standardized;
            fill.Color = rectangle.Fill;
            rp.Canvas.DrawRect(shape, fill);
            if (rectangle.Edge is { } color)
            {
                edge.Color = color;
                rp.Canvas.DrawRect(shape, edge);
            }
        }
    }
}
