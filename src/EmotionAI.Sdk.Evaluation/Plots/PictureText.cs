using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds one line of text in a picture; it stands vertically centred on its point.</summary>
/// <param name="Text">The text.</param>
/// <param name="X">The point, in pixels from the left.</param>
/// <param name="Y">The point, in pixels from the top.</param>
/// <param name="Size">The size of the font, in pixels.</param>
/// <param name="Align">Which end of the text lies at the point.</param>
/// <param name="Rotation">The turn around the point, in degrees clockwise.</param>
/// <param name="Color">The colour; null for that of text.</param>
internal sealed record PictureText(
    string Text, float X, float Y, float Size = PictureStyle.TextSize, SKTextAlign Align = SKTextAlign.Left, float Rotation = 0, SKColor? Color = null)
{
    /// <summary>Draws the text.</summary>
    public void Draw(SKCanvas canvas)
    {
        using var font = PictureFont.Create(Text, Size);
        using var paint = new SKPaint { Color = Color ?? PictureStyle.Ink, IsAntialias = true };
        canvas.Save();
        canvas.Translate(X, Y);
        canvas.RotateDegrees(Rotation);
        canvas.DrawText(Text, 0, font.Metrics.CapHeight / 2, Align, font, paint);
        canvas.Restore();
    }
}
