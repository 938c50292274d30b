using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws emotion over time: a row for each label that was given, a bar for each segment, the darker the higher its score. Where nobody speaks there is no bar.</summary>
internal static class TimelinePlot
{
    private const int MostRows = 512;
    private const float PanelWidth = 900;
    private const float RowHeight = 28;
    private const float Gap = 10;
    private const double HalfBar = 0.36;
    private const double LongestInSeconds = 180;
    private const byte Faintest = 60;

    /// <exception cref="ArgumentException">There is no segment, or there are more than 512 rows.</exception>
    public static Picture Create(IReadOnlyList<EmotionSegment> segments, string title)
    {
        if (segments.Count == 0)
        {
            throw new ArgumentException("There is no segment; one or more are allowed.", nameof(segments));
        }

        var rows = TimelineRow.Of(segments);
        if (rows.Count > MostRows)
        {
            throw new ArgumentException(Invariant($"There are {rows.Count} rows of labels and channels; at most {MostRows} are allowed."), nameof(segments));
        }

        var end = segments.Max(segment => segment.End).TotalSeconds;
        var unit = end > LongestInSeconds ? 60 : 1;
        var names = PictureLine.Labels(rows.Select(row => row.Name));
        var left = MathF.Ceiling(PictureStyle.Margin + PictureFont.MeasureWidest(names, PictureStyle.TextSize) + Gap);
        var area = SKRect.Create(left, PictureStyle.Margin + 30, PanelWidth, RowHeight * rows.Count);
        var panel = Panel.Create(area, new PanelAxis(0, end / unit, AxisTicks.Nice(0, end / unit, 12)), new PanelAxis(rows.Count - 0.5, -0.5, Grid: false));
        panel.PlottableList.Add(new PanelRectangles([.. rows.SelectMany((row, place) => row.Bars.Select(bar =>
            new PanelRectangle(bar.Start / unit, bar.End / unit, place + HalfBar, place - HalfBar, ColorOf(bar.Score))))]));
        List<PictureText> texts =
        [
            new(PictureLine.Title(title), PictureStyle.Margin, PictureStyle.Margin + 8, PictureStyle.TitleSize),
            new(unit == 1 ? "Seconds" : "Minutes", area.MidX, area.Bottom + 36, PictureStyle.AxisTitleSize, SKTextAlign.Center),
            .. names.Select((name, place) => new PictureText(name, area.Left - Gap, area.Top + ((place + 0.5f) * RowHeight), Align: SKTextAlign.Right)),
        ];
        return new Picture(Math.Max(area.Right, PictureStyle.Margin + PictureFont.Measure(texts[0].Text, PictureStyle.TitleSize)) + PictureStyle.Margin + 10, area.Bottom + 56, [panel], texts);
    }

    private static SKColor ColorOf(float score) => PictureStyle.Main.WithAlpha((byte)(Faintest + ((byte.MaxValue - Faintest) * Math.Clamp(score, 0, 1))));
}
