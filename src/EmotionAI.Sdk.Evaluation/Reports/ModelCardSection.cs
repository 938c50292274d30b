namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the model card of the makers, as they wrote it.</summary>
internal static class ModelCardSection
{
    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        html.Element("p", "What follows is the text of the makers of the model, as it lies beside it.", ("class", "note")).Open("div", ("class", "card"));
        new MarkdownRenderer(html).Write(subject.Card.ModelCard!);
        html.Close();
    }
}
