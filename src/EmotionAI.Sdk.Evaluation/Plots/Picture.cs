using EmotionAI.Evaluation.Artefacts;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds a finished picture that can be written as PNG or SVG.</summary>
/// <remarks>Safe for concurrent use. The same picture gives the same bytes on one machine, whatever its culture.</remarks>
public sealed class Picture
{
    /// <summary>The most pixels of a PNG; a larger picture is drawn at a lower scale.</summary>
    private const double MostPixels = 100e6;

    private readonly IReadOnlyList<ScottPlot.Plot> _panels;
    private readonly IReadOnlyList<PictureText> _texts;
    private readonly Action<SKCanvas>? _legend;
    private readonly Lock _lock = new();

    internal Picture(float width, float height, IReadOnlyList<ScottPlot.Plot> panels, IReadOnlyList<PictureText> texts, Action<SKCanvas>? legend = null)
    {
        Width = (int)Math.Ceiling(width);
        Height = (int)Math.Ceiling(height);
        _panels = panels;
        _texts = texts;
        _legend = legend;
        SettleLayout();
    }

    /// <summary>Gets the width in pixels at 96 dpi: that of the SVG; a PNG has it times its scale.</summary>
    public int Width { get; }

    /// <summary>Gets the height in pixels at 96 dpi.</summary>
    public int Height { get; }

    /// <summary>Gets the texts in it with characters that no font here has, which show as boxes.</summary>
    internal IReadOnlyList<string> UnreadableTexts => PictureFont.Unreadable(_texts.Select(text => text.Text));

    /// <summary>Writes the picture, as PNG or SVG by the extension of the file, whole or not at all; a file that is there is replaced.</summary>
    /// <param name="path">The file, which ends in <c>.png</c> or <c>.svg</c>.</param>
    /// <exception cref="EmotionAIException">The extension is another, or the file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, PictureFile.IsSvg(path) ? ToSvg() : ToPng());
    }

    /// <summary>Draws the picture as PNG.</summary>
    /// <param name="scale">The pixels of the PNG for one of the picture. The default value is 2, about 200 dpi in print.</param>
    /// <returns>The file.</returns>
    public byte[] ToPng(double scale = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        scale = Math.Min(scale, Math.Sqrt(MostPixels / ((double)Width * Height)));
        using var surface = SKSurface.Create(new SKImageInfo((int)(Width * scale), (int)(Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Scale((float)scale);
        Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Draws the picture as SVG in UTF-8; text stays text.</summary>
    /// <returns>The file.</returns>
    public byte[] ToSvg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            Draw(canvas);
        }

        return SvgDocument.Tidy(stream.ToArray());
    }

    /// <summary>Has ScottPlot draw to nowhere: it draws everything twice the first time, which doubles the edges of text.</summary>
    private void SettleLayout()
    {
        using var canvas = new SKNoDrawCanvas(Width, Height);
        foreach (var panel in _panels)
        {
            panel.Render(canvas, Width, Height);
        }
    }

    private void Draw(SKCanvas canvas)
    {
        canvas.DrawColor(SKColors.White);
        lock (_lock)
        {
            foreach (var panel in _panels)
            {
                panel.Render(canvas, Width, Height);
            }
        }

        _legend?.Invoke(canvas);
        foreach (var text in _texts)
        {
            text.Draw(canvas);
        }
    }
}
