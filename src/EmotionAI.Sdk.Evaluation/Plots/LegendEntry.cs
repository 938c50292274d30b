using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds one entry of a legend.</summary>
/// <param name="Text">The text.</param>
/// <param name="Color">The colour of the mark.</param>
/// <param name="Mark">The mark before the text.</param>
internal sealed record LegendEntry(string Text, SKColor Color, LegendMark Mark)
{
    private const float MarkWidth = 20;
    private const float Gap = 6;
    private const float Between = 18;

    /// <summary>Gets the width of the entry with the space after it, in pixels.</summary>
    public float Width => MarkWidth + Gap + PictureFont.Measure(Text, PictureStyle.TextSize) + Between;

    /// <summary>Draws entries side by side.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="x">The left end, in pixels.</param>
    /// <param name="y">The middle, in pixels.</param>
    public static void DrawRow(SKCanvas canvas, IReadOnlyList<LegendEntry> entries, float x, float y)
    {
        foreach (var entry in entries)
        {
            entry.Draw(canvas, x, y);
            x += entry.Width;
        }
    }

    private void Draw(SKCanvas canvas, float x, float y)
    {
        using var paint = new SKPaint { Color = Color, IsAntialias = true, StrokeWidth = 2.2f };
        switch (Mark)
        {
            case LegendMark.Area:
                canvas.DrawRect(x + 4, y - 6, 12, 12, paint);
                break;
            case LegendMark.Dot:
                canvas.DrawCircle(x + (MarkWidth / 2), y, 4.5f, paint);
                break;
            case LegendMark.Line:
                canvas.DrawLine(x, y, x + MarkWidth, y, paint);
                break;
            default:
                canvas.DrawLine(x, y, x + 8, y, paint);
                canvas.DrawLine(x + 12, y, x + MarkWidth, y, paint);
                break;
        }

        new PictureText(Text, x + MarkWidth + Gap, y).Draw(canvas);
    }
}
