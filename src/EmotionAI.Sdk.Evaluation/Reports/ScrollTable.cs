namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes tables that scroll inside their place where the page is narrower than they are.</summary>
internal static class ScrollTable
{
    /// <summary>Opens a table; <see cref="Close"/> closes it.</summary>
    /// <param name="id">The name of the caption within the page.</param>
    /// <param name="caption">What the table shows.</param>
    /// <param name="columns">The headings; those of numbers begin with <c>#</c>.</param>
    public static void Open(HtmlWriter html, string id, string caption, params ReadOnlySpan<string> columns)
    {
        html.Open("div", ("class", "scroll"), ("role", "region"), ("aria-labelledby", id), ("tabindex", "0"))
            .Open("table").Element("caption", caption, ("id", id))
            .Open("thead").Open("tr");
        foreach (var column in columns)
        {
            if (column.StartsWith('#'))
            {
                html.Element("th", column[1..], ("scope", "col"), ("class", "number"));
            }
            else
            {
                html.Element("th", column, ("scope", "col"));
            }
        }

        html.Close().Close().Open("tbody");
    }

    public static void Close(HtmlWriter html) => html.Close().Close().Close();

    public static HtmlWriter Number(HtmlWriter html, string number) => html.Element("td", number, ("class", "number"));
}
