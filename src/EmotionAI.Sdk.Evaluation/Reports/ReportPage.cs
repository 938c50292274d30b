namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the frame of the page: head, header, contents, sections, footer.</summary>
internal static class ReportPage
{
    private static readonly Lazy<string> Stylesheet = new(static () => PageParts.Read("report.css"));

    public static string Write(ReportSubject subject, IReadOnlyList<ReportSection> sections)
    {
        var html = new HtmlWriter();
        html.Open("html", ("lang", "en"));
        PageParts.WriteHead(html, $"{subject.Name}: evaluation report", Stylesheet.Value, "img-src data:", HeaderSection.Describe(subject));
        html.Open("body").Element("a", "Skip to the figures", ("class", "skip"), ("href", "#figures"));
        HeaderSection.Write(html, subject);
        WriteContents(html, sections);
        html.Open("main");
        foreach (var section in sections)
        {
            var heading = $"{section.Id}-heading";
            html.Open("section", ("id", section.Id), ("aria-labelledby", heading)).Element("h2", section.Title, ("id", heading));
            section.Write(html, subject);
            html.Close();
        }

        return html.Close()
            .Open("footer").Element("p", "Made with EmotionAI.Sdk. This page is one file: it loads nothing and runs nothing.").Close()
            .Close().Close().Finish();
    }

    private static void WriteContents(HtmlWriter html, IReadOnlyList<ReportSection> sections)
    {
        html.Open("nav", ("aria-label", "Contents")).Open("ul");
        foreach (var section in sections)
        {
            html.Open("li").Element("a", section.Title, ("href", $"#{section.Id}")).Close();
        }

        html.Close().Close();
    }
}
