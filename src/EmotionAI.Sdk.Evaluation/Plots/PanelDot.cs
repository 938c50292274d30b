using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws a filled circle with a white edge, whole even at the end of an axis.</summary>
internal sealed class PanelDot(Coordinates point, SKColor color, float size) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        rp.CanvasState.DisableClipping();
        var pixel = Axes.GetPixel(point);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        rp.Canvas.DrawCircle(pixel.X, pixel.Y, (size / 2) + 1.2f, paint);
        paint.Color = color;
        rp.Canvas.DrawCircle(pixel.X, pixel.Y, size / 2, paint);
    }
}
