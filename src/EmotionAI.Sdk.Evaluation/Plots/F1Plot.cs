using System.Globalization;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws the F1 of each label as a bar, with its support and, where it is given, its confidence interval.</summary>
/// <remarks>Safe for concurrent use. A dashed line marks the macro average over all labels.</remarks>
internal static class F1Plot
{
    private const int MostLabels = 512;
    private const float PanelWidth = 460;
    private const float ValueWidth = 42;
    private const float Gap = 10;
    private const double HalfBar = 0.36;
    private const double HalfCap = 0.16;

    /// <summary>Draws the bars.</summary>
    /// <param name="classes">The figures of each label in index order.</param>
    /// <param name="options">The options; null for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There is no label or are more than 512, or the intervals are not one a label.</exception>
    public static Picture Create(IReadOnlyList<ClassMetrics> classes, F1PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classes);
        options ??= new F1PlotOptions();
        if (classes.Count is 0 or > MostLabels)
        {
            throw new ArgumentException($"There are {classes.Count} labels; 1 to {MostLabels} are allowed.", nameof(classes));
        }

        if (options.Intervals is { } intervals && intervals.Count != classes.Count)
        {
            throw new ArgumentException($"There are {intervals.Count} intervals for {classes.Count} labels.", nameof(options));
        }

        return Draw(classes, options);
    }

    private static Picture Draw(IReadOnlyList<ClassMetrics> classes, F1PlotOptions options)
    {
        var order = Enumerable.Range(0, classes.Count).ToArray();
        if (options.Order == LabelOrder.F1)
        {
            order = [.. order.OrderByDescending(i => classes[i].F1)];
        }

        var names = PictureLine.Labels(order.Select(i => classes[i].Label));
        string[] supports = [.. order.Select(i => classes[i].Support.ToString("#,##0", CultureInfo.InvariantCulture))];
        var supportWidth = PictureFont.MeasureWidest([.. supports, "n"], PictureStyle.TextSize);
        var left = PictureStyle.Margin + PictureFont.MeasureWidest(names, PictureStyle.TextSize) + (2 * Gap) + supportWidth;
        var rowHeight = classes.Count <= 12 ? 28 : 22;
        var area = SKRect.Create(MathF.Ceiling(left), PictureStyle.Margin + 46, PanelWidth, rowHeight * classes.Count);
        var panel = Panel.Create(area, PanelAxis.Unit, new PanelAxis(classes.Count - 0.5, -0.5, Grid: false));
        var macro = classes.Average(label => label.F1);
        AddBars(panel, [.. order.Select(i => classes[i].F1)], macro);
        AddIntervals(panel, order, options.Intervals);
        var macroText = $"macro {ShareText.Format(macro)}";
        List<PictureText> texts =
        [
            new(PictureLine.Title(options.Title ?? "F1 by label"), PictureStyle.Margin, PictureStyle.Margin + 8, PictureStyle.TitleSize),
            new("n", area.Left - Gap, area.Top - 12, Align: SKTextAlign.Right, Color: PictureStyle.Muted),
            new(macroText, MacroX(area, macroText, macro), area.Top - 12, Align: SKTextAlign.Center, Color: PictureStyle.Second),
            new("F1", area.MidX, area.Bottom + 36, PictureStyle.AxisTitleSize, SKTextAlign.Center),
        ];
        for (var row = 0; row < order.Length; row++)
        {
            var y = area.Top + ((row + 0.5f) * rowHeight);
            var figures = classes[order[row]];
            texts.Add(new PictureText(names[row], area.Left - (2 * Gap) - supportWidth, y, Align: SKTextAlign.Right));
            texts.Add(new PictureText(supports[row], area.Left - Gap, y, Align: SKTextAlign.Right, Color: PictureStyle.Muted));
            texts.Add(figures.Support == 0
                ? new PictureText("no samples", area.Left + 8, y, Color: PictureStyle.Muted)
                : new PictureText(ShareText.Format(figures.F1), area.Right + ValueWidth, y, Align: SKTextAlign.Right));
        }

        var width = Math.Max(area.Right + ValueWidth + PictureStyle.Margin, (2 * PictureStyle.Margin) + PictureFont.Measure(texts[0].Text, PictureStyle.TitleSize));
        return new Picture(width, area.Bottom + 36 + PictureStyle.Margin + 6, [panel], texts);
    }

    private static float MacroX(SKRect area, string text, double macro)
    {
        var half = PictureFont.Measure(text, PictureStyle.TextSize) / 2;
        return Math.Clamp(area.Left + ((float)macro * area.Width), area.Left + half, area.Right - half);
    }

    private static void AddBars(Plot panel, double[] values, double macro)
    {
        panel.PlottableList.Add(new PanelRectangles([.. values.Select((value, row) =>
            new PanelRectangle(0, value, row + HalfBar, row - HalfBar, PictureStyle.MainLight))]));
        panel.AddLine([new Coordinates(macro, -0.5), new Coordinates(macro, values.Length - 0.5)], PictureStyle.Second, 1.4f, dashed: true);
    }

    private static void AddIntervals(Plot panel, int[] order, IReadOnlyList<BootstrapInterval>? intervals)
    {
        for (var row = 0; intervals is not null && row < order.Length; row++)
        {
            var (lower, upper) = (intervals[order[row]].Lower, intervals[order[row]].Upper);
            panel.AddLine([new Coordinates(lower, row), new Coordinates(upper, row)], PictureStyle.Main, 1.6f);
            panel.AddLine([new Coordinates(lower, row - HalfCap), new Coordinates(lower, row + HalfCap)], PictureStyle.Main, 1.6f);
            panel.AddLine([new Coordinates(upper, row - HalfCap), new Coordinates(upper, row + HalfCap)], PictureStyle.Main, 1.6f);
        }
    }
}
