using System.Reflection;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the frame of the page: head, header, contents, sections, footer.</summary>
internal static class ReportPage
{
    private static readonly Lazy<string> Stylesheet = new(ReadStylesheet);

    public static string Write(ReportSubject subject, IReadOnlyList<ReportSection> sections)
    {
        var html = new HtmlWriter();
        html.Open("html", ("lang", "en"));
        WriteHead(html, subject);
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

    private static void WriteHead(HtmlWriter html, ReportSubject subject)
    {
        var policy = $"default-src 'none'; img-src data:; style-src {HtmlWriter.SourceOf(Stylesheet.Value)}; base-uri 'none'; form-action 'none'";
        html.Open("head")
            .Open("meta", ("charset", "utf-8"))
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy))
            .Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Open("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Open("meta", ("name", "referrer"), ("content", "no-referrer"))
            .Open("meta", ("name", "description"), ("content", HeaderSection.Describe(subject)))
            .Element("title", $"{subject.Name}: evaluation report")
            .Style(Stylesheet.Value)
            .Close();
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

    private static string ReadStylesheet()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("The resource report.css is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
