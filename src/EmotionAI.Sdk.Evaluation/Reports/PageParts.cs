using System.Reflection;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Gives pages what they have in common: files that are embedded, and a head that lets nothing else be loaded.</summary>
internal static class PageParts
{
    /// <summary>Reads a style sheet or script that is embedded.</summary>
    public static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The resource {resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Writes the head of a page.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="title">The title.</param>
    /// <param name="stylesheet">The one style sheet.</param>
    /// <param name="sources">What else may be loaded or run, as a part of the content security policy.</param>
    /// <param name="description">What the page is about; null for nothing.</param>
    public static void WriteHead(HtmlWriter html, string title, string stylesheet, string sources, string? description = null)
    {
        html.Open("head")
            .Open("meta", ("charset", "utf-8"))
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; {sources}; style-src {HtmlWriter.SourceOf(stylesheet)}; base-uri 'none'; form-action 'none'"))
            .Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Open("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Open("meta", ("name", "referrer"), ("content", "no-referrer"));
        if (description is not null)
        {
            html.Open("meta", ("name", "description"), ("content", description));
        }

        html.Element("title", title).Style(stylesheet).Close();
    }
}
