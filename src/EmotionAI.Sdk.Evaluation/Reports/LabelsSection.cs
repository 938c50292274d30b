using System.Globalization;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the figures of each label.</summary>
internal static class LabelsSection
{
    /// <summary>The support below which the figures of a label are close to noise.</summary>
    public const int FewSamples = 20;

    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var thresholds = subject.Figures.Thresholds;
        html.Element("p", $"Precision: of the {subject.Samples} given the label, the share that has it. Recall: of the {subject.Samples} that have the label, the share given it. F1: their harmonic mean. Support: the {subject.Samples} that have the label."
            + (thresholds.Count > 0 ? " A label is given where its score reaches its threshold." : ""));
        ScrollTable.Open(html, "label-figures", "Figures of each label", ["Label", "#F1", "", "#Precision", "#Recall", "#Support", .. thresholds.Count > 0 ? (string[])["#Threshold"] : []]);
        for (var i = 0; i < subject.Figures.Classes.Count; i++)
        {
            WriteRow(html, subject.Figures.Classes[i], thresholds.Count > 0 ? thresholds[i] : null);
        }

        ScrollTable.Close(html);
        if (subject.Figures.Classes.Any(label => label.Support < FewSamples))
        {
            html.Element("p", $"“few”: below {FewSamples} {subject.Samples}, so that the figures of the label are close to noise.", ("class", "note"));
        }
    }

    private static void WriteRow(HtmlWriter html, ClassMetrics label, double? threshold)
    {
        html.Open("tr").Open("th", ("scope", "row")).Element("bdi", label.Label).Close();
        ScrollTable.Number(html, ReportNumber.Figure(label.F1));
        var width = (100 * label.F1).ToString("0.#", CultureInfo.InvariantCulture);
        html.Open("td").Open("svg", ("class", "bar"), ("viewBox", "0 0 100 10"), ("width", "100"), ("height", "10"), ("aria-hidden", "true"))
            .Shape("rect", ("width", "100"), ("height", "10"), ("class", "range"))
            .Shape("rect", ("width", width), ("height", "10"), ("class", "span"))
            .Close().Close();
        ScrollTable.Number(html, ReportNumber.Figure(label.Precision));
        ScrollTable.Number(html, ReportNumber.Figure(label.Recall));
        html.Open("td", ("class", "number"));
        if (label.Support < FewSamples)
        {
            html.Element("span", "few", ("class", "few")).Text(" ");
        }

        html.Number(label.Support).Close();
        if (threshold is { } cut)
        {
            ScrollTable.Number(html, ReportNumber.Figure(cut));
        }

        html.Close();
    }
}
