using System.Globalization;
using EmotionAI.Evaluation.Metrics;
using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws a reliability diagram: how often predictions are right against how sure they are, the gap between the two, and below how many there are.</summary>
/// <remarks>Safe for concurrent use. Bins of equal width are drawn at their edges; others reach half way to their neighbours.</remarks>
internal static class ReliabilityPlot
{
    private const float Side = 400;
    private const float CountHeight = 108;
    private const float AxisTitleWidth = 26;

    /// <summary>Draws the diagram.</summary>
    /// <param name="curve">The bins.</param>
    /// <param name="title">The title; the expected calibration error follows below.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">Every bin is empty.</exception>
    public static Picture Create(CalibrationCurve curve, string title = "Reliability")
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(title);
        var total = curve.Bins.Sum(bin => (long)bin.Count);
        if (total == 0)
        {
            throw new ArgumentException("Every bin is empty; one prediction or more is allowed.", nameof(curve));
        }

        var bins = ReliabilityBin.Place(curve.Bins);
        var countAxis = CountAxis(bins, out var logarithmic);
        var left = PictureStyle.Margin + AxisTitleWidth + PictureFont.MeasureWidest([.. countAxis.Labels, "0.0"], PictureStyle.TextSize) + PictureStyle.TickGap;
        var upper = SKRect.Create(left, PictureStyle.Margin + 78, Side, Side);
        var lower = SKRect.Create(left, upper.Bottom + 22, Side, CountHeight);
        var errors = string.Create(
            CultureInfo.InvariantCulture, $"ECE {curve.ExpectedCalibrationError:F3} · largest gap {curve.MaximumCalibrationError:F3} · n = {total:#,##0}");
        List<PictureText> texts =
        [
            new(PictureLine.Title(title), left, PictureStyle.Margin + 8, PictureStyle.TitleSize),
            new(errors, left, PictureStyle.Margin + 31, Color: PictureStyle.Muted),
            new("Share that is right", PictureStyle.Margin + 7, upper.MidY, PictureStyle.AxisTitleSize, SKTextAlign.Center, -90),
            new(logarithmic ? "Predictions (log)" : "Predictions", PictureStyle.Margin + 7, lower.MidY, PictureStyle.AxisTitleSize, SKTextAlign.Center, -90),
            new("Confidence", lower.MidX, lower.Bottom + 36, PictureStyle.AxisTitleSize, SKTextAlign.Center),
        ];
        LegendEntry[] legend =
        [
            new("share right", PictureStyle.Main, LegendMark.Line),
            new("gap to confidence", PictureStyle.SecondLight, LegendMark.Area),
            new("calibrated", PictureStyle.Muted, LegendMark.DashedLine),
        ];
        var width = Math.Max(left + Side, left + PictureFont.Measure(texts[0].Text, PictureStyle.TitleSize)) + PictureStyle.Margin + 10;
        return new Picture(
            width, lower.Bottom + 56, [Shares(upper, bins), Counts(lower, bins, countAxis, logarithmic)], texts, canvas => LegendEntry.DrawRow(canvas, legend, left, PictureStyle.Margin + 56));
    }

    private static Plot Shares(SKRect area, IReadOnlyList<ReliabilityBin> bins)
    {
        var panel = Panel.Create(area, PanelAxis.Unit with { Ticks = AxisTicks.Unit.WithoutLabels() }, PanelAxis.Unit);
        panel.PlottableList.Add(new PanelRectangles([.. bins.Select(bin =>
            new PanelRectangle(bin.Left, bin.Right, 0, Math.Min(bin.Accuracy, bin.Confidence), PictureStyle.MainLight, SKColors.White))]));
        panel.PlottableList.Add(new PanelRectangles([.. bins.Select(bin => new PanelRectangle(
            bin.Left, bin.Right, Math.Min(bin.Accuracy, bin.Confidence), Math.Max(bin.Accuracy, bin.Confidence), PictureStyle.SecondLight, SKColors.White))]));
        foreach (var bin in bins)
        {
            panel.AddLine([new Coordinates(bin.Left, bin.Accuracy), new Coordinates(bin.Right, bin.Accuracy)], PictureStyle.Main, 2);
        }

        panel.AddLine([new Coordinates(0, 0), new Coordinates(1, 1)], PictureStyle.Muted, 1.4f, dashed: true);
        return panel;
    }

    /// <summary>Chooses a logarithmic scale where linear bars could not be seen: confident models fill one bin a hundred times over.</summary>
    private static AxisTicks CountAxis(IReadOnlyList<ReliabilityBin> bins, out bool logarithmic)
    {
        var most = bins.Max(bin => bin.Count);
        logarithmic = most > 100 * bins.Min(bin => bin.Count);
        var powers = Enumerable.Range(0, 10).Select(power => Math.Pow(10, power)).TakeWhile(power => power <= most).ToArray();
        return logarithmic
            ? new AxisTicks([.. powers.Select(LogHeight)], [.. powers.Select(power => power.ToString("#,##0", CultureInfo.InvariantCulture))])
            : AxisTicks.Nice(0, most, 4, whole: true);
    }

    /// <summary>Keeps a bar for a count of 1.</summary>
    private static double LogHeight(double count) => Math.Log10(count) + 0.3;

    private static Plot Counts(SKRect area, IReadOnlyList<ReliabilityBin> bins, AxisTicks ticks, bool logarithmic)
    {
        double Height(ReliabilityBin bin) => logarithmic ? LogHeight(bin.Count) : bin.Count;
        var panel = Panel.Create(area, PanelAxis.Unit, new PanelAxis(0, bins.Max(Height) * 1.05, ticks));
        panel.PlottableList.Add(new PanelRectangles([.. bins.Select(bin => new PanelRectangle(bin.Left, bin.Right, 0, Height(bin), PictureStyle.Faint, SKColors.White))]));
        return panel;
    }
}
