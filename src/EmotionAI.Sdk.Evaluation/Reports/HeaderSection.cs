namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes what the report is about: the model in one sentence, its main figure, and what was measured when.</summary>
internal static class HeaderSection
{
    private const int LongFact = 120;

    /// <summary>Describes the model in one sentence.</summary>
    public static string Describe(ReportSubject subject)
    {
        var labels = subject.Figures.Labels.Count;
        var sample = subject.IsAudio ? "recording of speech" : "text";
        return subject.IsSingleLabel
            ? Invariant($"A single-label {(subject.IsAudio ? "speech" : "text")} model: it gives each {sample} the best of {labels} labels.")
            : Invariant($"A multi-label {(subject.IsAudio ? "speech" : "text")} model: it gives each {sample} any of {labels} labels, or none.");
    }

    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var meta = subject.Card.Evaluation;
        html.Open("header")
            .Element("p", "Evaluation report", ("class", "kicker"))
            .Open("h1").Element("bdi", subject.Name).Close()
            .Element("p", Describe(subject), ("class", "lead"));
        WriteMainFigure(html, subject);
        html.Open("dl", ("class", "facts"));
        Fact(html, "Kind", subject.Card.Kind);
        Fact(html, "Data", $"{subject.Data} ({subject.CountedSamples})");
        Fact(html, "Measured on", meta.Date);
        Fact(html, "SDK version", meta.SdkVersion);
        Fact(html, "SHA-256 of the weights", meta.WeightsSha256, isCode: true);
        html.Close().Close();
    }

    /// <summary>Writes a name and what it is; nothing where that is not known.</summary>
    public static void Fact(HtmlWriter html, string name, string? value, bool isCode = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        html.Open("div", ("class", value.Length > LongFact ? "long" : "fact")).Element("dt", name).Open("dd", ("dir", "auto")).Element(isCode ? "code" : "span", value).Close().Close();
    }

    private static void WriteMainFigure(HtmlWriter html, ReportSubject subject)
    {
        var figures = subject.Figures;
        if (figures.Intervals.Count == 0)
        {
            if (figures.Overall.FirstOrDefault(metric => !metric.IsWhole) is { } main)
            {
                html.Open("p", ("class", "headline")).Element("strong", ReportNumber.Figure(main.Value)).Element("span", $" {MetricNames.TitleOf(main.Name)}").Close();
            }

            return;
        }

        var interval = figures.Intervals[0];
        html.Open("p", ("class", "headline"))
            .Element("strong", ReportNumber.Figure(interval.Estimate))
            .Element("span", $" {MetricNames.TitleOf(interval.Name)} ({ReportNumber.Percent(interval.ConfidenceLevel)} interval {ReportNumber.Interval(interval)})")
            .Close();
    }
}
