using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws the scale of <see cref="BluesColormap"/> over the whole panel, lowest below.</summary>
internal sealed class ColorBar : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        var area = rp.DataRect;
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(area.Left, area.Bottom), new SKPoint(area.Left, area.Top), [.. BluesColormap.Anchors], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        rp.Canvas.DrawRect(area.ToSKRect(), paint);
    }
}
