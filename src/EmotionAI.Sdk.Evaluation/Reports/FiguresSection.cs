using System.Globalization;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the figures over all labels, the main ones with their intervals.</summary>
internal static class FiguresSection
{
    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var intervals = subject.Figures.Intervals;
        if (intervals.Count == 0)
        {
            html.Element("p", $"Measured on {subject.CountedSamples}. The page was made from figures alone, without the answers behind them: there are no intervals and no examples.");
            WriteOthers(html, subject, "Figures", []);
            return;
        }

        var first = intervals[0];
        var speakers = subject.SpeakerCount;
        html.Element("p", $"Measured on {subject.CountedSamples}{(speakers is { } count ? $" of {ReportNumber.Of(count, "speaker")}" : "")}. "
            + $"The intervals come from {ReportNumber.Count(first.Resamples)} bootstrap resamples{(speakers is null ? "" : ", drawn within each speaker")} (seed {first.Seed}). They say how much of a figure is chance in the choice of these {subject.Samples}; other data can differ by far more.");
        ScrollTable.Open(html, "main-figures", $"Main figures with {ReportNumber.Percent(first.ConfidenceLevel)} intervals", "Figure", "#Value", "#Interval", "From 0 to 1", "What it is");
        foreach (var interval in intervals)
        {
            html.Open("tr").Open("th", ("scope", "row")).Element("span", MetricNames.TitleOf(interval.Name)).Close();
            ScrollTable.Number(html, ReportNumber.Figure(interval.Estimate));
            ScrollTable.Number(html, ReportNumber.Interval(interval));
            html.Open("td");
            DrawInterval(html, interval);
            html.Close().Element("td", MetricNames.MeaningOf(interval.Name), ("class", "words")).Close();
        }

        ScrollTable.Close(html);
        WriteOthers(html, subject, "Other figures", [.. intervals.Select(interval => interval.Name)]);
    }

    private static void WriteOthers(HtmlWriter html, ReportSubject subject, string caption, HashSet<string> shown)
    {
        OverallMetric[] others = [.. subject.Figures.Overall.Where(metric => !metric.IsWhole && !shown.Contains(metric.Name))];
        if (others.Length == 0)
        {
            return;
        }

        ScrollTable.Open(html, "other-figures", caption, "Figure", "#Value", "What it is");
        foreach (var metric in others)
        {
            html.Open("tr").Open("th", ("scope", "row")).Element("span", MetricNames.TitleOf(metric.Name)).Close();
            ScrollTable.Number(html, ReportNumber.Figure(metric.Value)).Element("td", MetricNames.MeaningOf(metric.Name), ("class", "words")).Close();
        }

        ScrollTable.Close(html);
    }

    private static void DrawInterval(HtmlWriter html, BootstrapInterval interval)
    {
        html.Open("svg", ("class", "interval"), ("viewBox", "0 0 160 12"), ("width", "160"), ("height", "12"), ("aria-hidden", "true"))
            .Shape("line", ("x1", "0"), ("x2", "160"), ("y1", "6"), ("y2", "6"), ("class", "range"));
        if (double.IsFinite(interval.Lower) && double.IsFinite(interval.Upper))
        {
            html.Shape("line", ("x1", At(interval.Lower)), ("x2", At(interval.Upper)), ("y1", "6"), ("y2", "6"), ("class", "span"))
                .Shape("line", ("x1", At(interval.Estimate)), ("x2", At(interval.Estimate)), ("y1", "0"), ("y2", "12"), ("class", "estimate"));
        }

        html.Close();
    }

    private static string At(double share) => (160 * Math.Clamp(share, 0, 1)).ToString("0.##", CultureInfo.InvariantCulture);
}
