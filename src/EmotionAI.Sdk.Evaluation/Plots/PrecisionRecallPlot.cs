using ScottPlot;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws the precision–recall curve of each label in a panel of its own, with the chosen threshold marked; "(none)" says that no score reaches it.</summary>
/// <remarks>Safe for concurrent use. A dashed line is the share of samples that have the label: what chance reaches.</remarks>
internal static class PrecisionRecallPlot
{
    private const int MostLabels = 120;
    private const float PanelWidth = 148;
    private const float PanelHeight = 112;
    private const float GapX = 24;
    private const float GapY = 58;
    private const double End = 1.02;
    private const float Left = 70;
    private const float Top = 112;

    /// <summary>Draws the curves.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>.</param>
    /// <param name="thresholds">The chosen threshold of each label; empty for no marks.</param>
    /// <param name="title">The title.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The shapes differ, there is no sample, or there are more than 120 labels.</exception>
    public static Picture Create(
        EmotionLabels labels, LabelMatrix truth, ScoreMatrix scores, ReadOnlySpan<double> thresholds = default, string title = "Precision and recall by label")
    {
        ArgumentNullException.ThrowIfNull(title);
        PlotInput.Check(labels, truth, scores);
        if (labels.Count > MostLabels || (!thresholds.IsEmpty && thresholds.Length != labels.Count))
        {
            throw new ArgumentException($"There are {labels.Count} labels and {thresholds.Length} thresholds; at most {MostLabels}, and as many or no thresholds, are allowed.", nameof(thresholds));
        }

        var marks = thresholds.ToArray();
        var columns = labels.Count switch { <= 4 => labels.Count, <= 16 => 4, _ => 7 };
        var rows = (labels.Count + columns - 1) / columns;
        var panels = new List<Plot>();
        var texts = Titles(PictureLine.Title(title), columns, rows);
        for (var i = 0; i < labels.Count; i++)
        {
            var area = SKRect.Create(Left + (i % columns * (PanelWidth + GapX)), Top + (i / columns * (PanelHeight + GapY)), PanelWidth, PanelHeight);
            var (outcomes, column) = (truth.Column(i), scores.Column(i));
            var curve = PrecisionRecallCurve.Compute(outcomes, column);
            var dot = marks.Length == 0 ? null : ThresholdPoint.Compute(outcomes, column, marks[i]);
            panels.Add(DrawPanel(area, curve, dot, hasLeft: i % columns == 0, hasBottom: i + columns >= labels.Count));
            texts.AddRange(Caption(area, labels[i], curve, dot));
        }

        var titleEnd = Left + PictureFont.Measure(texts[0].Text, PictureStyle.TitleSize);
        var width = Math.Max(Math.Max(titleEnd, Left + (columns * (PanelWidth + GapX)) - GapX), Left + LegendWidth) + PictureStyle.Margin;
        return new Picture(width, Top + (rows * (PanelHeight + GapY)) + 6, panels, texts, canvas => LegendEntry.DrawRow(canvas, Legend(marks.Length > 0), Left, 56));
    }

    private static float LegendWidth => Legend(marked: true).Sum(entry => entry.Width);

    private static LegendEntry[] Legend(bool marked) =>
    [
        new("precision at recall", PictureStyle.Main, LegendMark.Line),
        new("chance", PictureStyle.Muted, LegendMark.DashedLine),
        .. marked ? [new LegendEntry("chosen threshold t", PictureStyle.Second, LegendMark.Dot)] : Array.Empty<LegendEntry>(),
    ];

    private static List<PictureText> Titles(string title, int columns, int rows)
    {
        var middleX = Left + (((columns * (PanelWidth + GapX)) - GapX) / 2);
        var middleY = Top + (((rows * (PanelHeight + GapY)) - GapY) / 2);
        return
        [
            new(title, Left, PictureStyle.Margin + 8, PictureStyle.TitleSize),
            new("Recall", middleX, Top + (rows * (PanelHeight + GapY)) - 14, PictureStyle.AxisTitleSize, SKTextAlign.Center),
            new("Precision", PictureStyle.Margin + 7, middleY, PictureStyle.AxisTitleSize, SKTextAlign.Center, -90),
        ];
    }

    private static IEnumerable<PictureText> Caption(SKRect area, string label, PrecisionRecallCurve curve, ThresholdPoint? dot)
    {
        yield return new PictureText(PictureLine.Narrow(label, area.Width, PictureStyle.TextSize), area.Left, area.Top - 29);
        var figures = curve.AveragePrecision is { } average ? $"AP {ShareText.Format(average)}" : "no positives";
        yield return new PictureText(
            dot is null ? figures : $"{figures} · t {ShareText.Format(dot.Threshold)}{(dot.Precision is null ? " (none)" : "")}", area.Left, area.Top - 13, PictureStyle.SmallSize, Color: PictureStyle.Muted);
    }

    private static Plot DrawPanel(SKRect area, PrecisionRecallCurve curve, ThresholdPoint? dot, bool hasLeft, bool hasBottom)
    {
        var ticks = new AxisTicks([0, 0.5, 1], ["0", "0.5", "1"]);
        var panel = Panel.Create(
            area,
            new PanelAxis(0, End, hasBottom ? ticks : ticks.WithoutLabels()),
            new PanelAxis(0, End, hasLeft ? ticks : ticks.WithoutLabels()),
            PictureStyle.SmallSize);
        panel.AddLine([new Coordinates(0, curve.Prevalence), new Coordinates(End, curve.Prevalence)], PictureStyle.Muted, 1, dashed: true);
        if (curve.Steps.Count > 0)
        {
            panel.AddLine(curve.Steps, PictureStyle.Main, 1.8f);
        }

        if (dot is { Precision: { } precision, Recall: { } recall })
        {
            panel.AddDot(new Coordinates(recall, precision), PictureStyle.Second, 8);
        }

        return panel;
    }
}
