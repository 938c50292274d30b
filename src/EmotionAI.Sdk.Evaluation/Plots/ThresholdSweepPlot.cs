using EmotionAI.Evaluation.Metrics;
using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws macro and micro F1 against one threshold for all labels, with the best and the chosen threshold marked.</summary>
/// <remarks>Safe for concurrent use. Thresholds from 0 to 1 are drawn in steps of 0.0025; the dots are the best of these.</remarks>
internal static class ThresholdSweepPlot
{
    private const int Steps = 400;
    private const float Left = 78;
    private const float Width = 560;
    private const float Height = 340;

    /// <summary>Draws the sweep.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>, 0 to 1.</param>
    /// <param name="options">The options; null for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The shapes differ, there is no sample, or the chosen threshold is not within 0 to 1.</exception>
    public static Picture Create(EmotionLabels labels, LabelMatrix truth, ScoreMatrix scores, ThresholdSweepPlotOptions? options = null)
    {
        PlotInput.Check(labels, truth, scores);
        options ??= new ThresholdSweepPlotOptions();
        if (options.Chosen is < 0 or > 1 or double.NaN)
        {
            throw new ArgumentException(Invariant($"The chosen threshold is {options.Chosen}; 0 to 1 is allowed."), nameof(options));
        }

        var sweep = new ThresholdSweep(truth, scores);
        var thresholds = Enumerable.Range(0, Steps + 1).Select(step => (double)step / Steps).ToArray();
        var counts = thresholds.Select(sweep.CountsAt).ToArray();
        var macro = thresholds.Select((cut, i) => new Coordinates(cut, AverageMetrics.Macro(counts[i]).F1)).ToArray();
        var micro = thresholds.Select((cut, i) => new Coordinates(cut, AverageMetrics.Micro(counts[i]).F1)).ToArray();
        var area = SKRect.Create(Left, PictureStyle.Margin + 74, Width, Height);
        var panel = Panel.Create(area, PanelAxis.Unit, PanelAxis.Unit);
        if (options.PerLabel)
        {
            AddLabels(panel, thresholds, counts);
        }

        panel.AddLine(micro, PictureStyle.Second, 2.4f);
        panel.AddLine(macro, PictureStyle.Main, 2.4f);
        var texts = new List<PictureText> { new(PictureLine.Title(options.Title), Left, PictureStyle.Margin + 8, PictureStyle.TitleSize) };
        AddChosen(panel, texts, area, sweep, options.Chosen);
        panel.AddDot(Best(micro), PictureStyle.Second);
        panel.AddDot(Best(macro), PictureStyle.Main);
        texts.Add(new PictureText("Threshold", area.MidX, area.Bottom + 36, PictureStyle.AxisTitleSize, SKTextAlign.Center));
        texts.Add(new PictureText("F1", PictureStyle.Margin + 7, area.MidY, PictureStyle.AxisTitleSize, SKTextAlign.Center, -90));
        var legend = Legend(Best(macro), Best(micro), options.PerLabel);
        var right = Math.Max(Math.Max(area.Right + 10, Left + legend.Sum(entry => entry.Width)), Left + PictureFont.Measure(texts[0].Text, PictureStyle.TitleSize));
        return new Picture(right + PictureStyle.Margin, area.Bottom + 56, [panel], texts, canvas => LegendEntry.DrawRow(canvas, legend, Left, PictureStyle.Margin + 34));
    }

    private static Coordinates Best(Coordinates[] curve) => curve.MaxBy(point => point.Y);

    private static LegendEntry[] Legend(Coordinates macro, Coordinates micro, bool perLabel) =>
    [
        new($"macro F1, best {ShareText.Format(macro.Y)} at {ShareText.Format(macro.X)}", PictureStyle.Main, LegendMark.Line),
        new($"micro F1, best {ShareText.Format(micro.Y)} at {ShareText.Format(micro.X)}", PictureStyle.Second, LegendMark.Line),
        .. perLabel ? [new LegendEntry("each label", PictureStyle.Faint, LegendMark.Line)] : Array.Empty<LegendEntry>(),
    ];

    private static void AddLabels(Plot panel, double[] thresholds, BinaryCounts[][] counts)
    {
        for (var label = 0; label < counts[0].Length; label++)
        {
            panel.AddLine([.. thresholds.Select((cut, i) => new Coordinates(cut, counts[i][label].F1))], PictureStyle.Faint, 1);
        }
    }

    private static void AddChosen(Plot panel, List<PictureText> texts, SKRect area, ThresholdSweep sweep, double? chosen)
    {
        if (chosen is not { } cut)
        {
            return;
        }

        var counts = sweep.CountsAt(cut);
        var text = $"chosen {ShareText.Format(cut)}: macro {ShareText.Format(AverageMetrics.Macro(counts).F1)}, micro {ShareText.Format(AverageMetrics.Micro(counts).F1)}";
        var half = PictureFont.Measure(text, PictureStyle.TextSize) / 2;
        panel.AddLine([new Coordinates(cut, 0), new Coordinates(cut, 1)], PictureStyle.Ink, 1.4f, dashed: true);
        texts.Add(new PictureText(
            text, Math.Clamp(area.Left + ((float)cut * area.Width), area.Left + half, area.Right - half), area.Top - 13, Align: SKTextAlign.Center));
    }
}
