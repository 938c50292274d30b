using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the licence of the model.</summary>
internal static class LicenceSection
{
    /// <summary>The keys of <c>model_meta.json</c> that hold it.</summary>
    public static readonly string[] Keys = ["license", "licence"];

    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var licence = subject.Card.Model?.Others.Where(other => Keys.Contains(other.Key)).Select(other => ArtefactJson.TextOf(other.Value)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        html.Open("p");
        if (licence is null)
        {
            html.Text("The licence of the model is not stated where this page was made from. Ask its makers before you use it.");
        }
        else
        {
            html.Text("The model: ").Element("bdi", licence).Text(".");
        }

        html.Close().Element("p", $"The data that the model was measured on, and the {subject.Samples} quoted here, keep their own licence.");
    }
}
