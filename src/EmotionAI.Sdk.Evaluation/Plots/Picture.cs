using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Reports;
using EmotionAI.Formats;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds a finished picture that can be written as PNG or SVG.</summary>
/// <remarks>Safe for concurrent use. The same picture gives the same bytes on one machine, whatever its culture.</remarks>
/// <example><code>
/// Picture.ReadConfusionMatrix("eval_test/confusion_matrix.npy", "eval_test/labels.json", normalizeRows: true).Save("matrix.png");
/// </code></example>
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

    /// <summary>Gets the texts in it with characters that no font of this machine has, which show as boxes.</summary>
    public IReadOnlyList<string> UnreadableTexts => PictureFont.Unreadable(_texts.Select(text => text.Text));

    /// <summary>Draws a confusion matrix: rows = actual, columns = predicted, every label whole and every number legible. Above 64 labels the cells have colours and no numbers.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="labels">The labels in index order, at most 512.</param>
    /// <param name="normalizeRows">Whether each row is divided by its sum; a row without samples shows zeros.</param>
    /// <param name="title">The title; null for one that names the normalization.</param>
    /// <param name="colorMaximum">The value that has the darkest colour, above 0: 1 makes row-normalized pictures of several models comparable. Null for the largest cell.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The number of labels is not that of the matrix, or is above 512; or the colour maximum is not above 0.</exception>
    public static Picture OfConfusionMatrix(ConfusionMatrix matrix, EmotionLabels labels, bool normalizeRows = false, string? title = null, double? colorMaximum = null) =>
        ConfusionMatrixPlot.Create(matrix, labels, new ConfusionMatrixPlotOptions { IsRowNormalized = normalizeRows, Title = title, ColorMaximum = colorMaximum });

    /// <summary>Reads <c>confusion_matrix.npy</c> and <c>labels.json</c> and draws them as <see cref="OfConfusionMatrix"/> does; shares are drawn as they are.</summary>
    /// <param name="matrixPath">The matrix: counts or shares, in any form that NumPy writes.</param>
    /// <param name="labelsPath">The labels: a JSON list, <c>{"labels": list}</c>, id → label or label → id.</param>
    /// <param name="normalizeRows">Whether each row of counts is divided by its sum.</param>
    /// <param name="title">The title; null for one that names the normalization.</param>
    /// <param name="colorMaximum">The value that has the darkest colour, above 0; null for the largest cell.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="EmotionAIException">A file cannot be read or is malformed, or the two do not fit.</exception>
    public static Picture ReadConfusionMatrix(string matrixPath, string labelsPath, bool normalizeRows = false, string? title = null, double? colorMaximum = null) =>
        ConfusionMatrixPlot.Read(matrixPath, labelsPath, new ConfusionMatrixPlotOptions { IsRowNormalized = normalizeRows, Title = title, ColorMaximum = colorMaximum });

    /// <summary>Draws the F1 of each label as a bar, with its support; a dashed line marks the macro average.</summary>
    /// <param name="classes">The figures of each label in index order, 1 to 512: <see cref="Runs.ModelMeasurement.Classes"/>.</param>
    /// <param name="bestFirst">Whether the best label comes first, and not label 0.</param>
    /// <param name="title">The title; null for "F1 by label".</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no label, or are more than 512.</exception>
    public static Picture OfF1(IReadOnlyList<ClassMetrics> classes, bool bestFirst = false, string? title = null) =>
        F1Plot.Create(classes, new F1PlotOptions { Order = bestFirst ? LabelOrder.F1 : LabelOrder.Index, Title = title });

    /// <summary>Reads a classification report in CSV (<c>metrics_report.csv</c>, <c>per_class_metrics_test.csv</c>) and draws the F1 of each label.</summary>
    /// <param name="path">The report, or an <c>eval_test</c> folder with one.</param>
    /// <param name="bestFirst">Whether the best label comes first, and not label 0.</param>
    /// <param name="title">The title; null for "F1 by label".</param>
    /// <returns>The picture.</returns>
    /// <exception cref="EmotionAIException">The report is missing or malformed.</exception>
    public static Picture ReadF1(string path, bool bestFirst = false, string? title = null)
    {
        var report = !Directory.Exists(path) ? path : StoredFigures.FindReport(path)
            ?? throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' has neither {EvaluationArtefacts.ReportFileName} nor {EvaluationArtefacts.PerClassFileName}; name a folder with one, or the file.", path);
        return OfF1(ReportedClasses.Of(ClassificationReportCsv.Read(report), report), bestFirst, title);
    }

    /// <summary>Draws emotion over time: a row for each label that was given (of each channel), a bar for each segment, the darker the higher its score; nothing where nobody speaks.</summary>
    /// <param name="segments">The segments, one or more; they may overlap.</param>
    /// <param name="title">The title; null for "Emotion over time".</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no segment, or there are more than 512 rows.</exception>
    public static Picture OfTimeline(IEnumerable<EmotionSegment> segments, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return TimelinePlot.Create([.. segments], title ?? "Emotion over time");
    }

    /// <summary>Finds the texts with characters that no font of this machine has, which a picture would show as boxes.</summary>
    /// <param name="texts">The texts, such as labels.</param>
    /// <returns>Those of them.</returns>
    public static IReadOnlyList<string> FindUnreadable(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return PictureFont.Unreadable(texts);
    }

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
