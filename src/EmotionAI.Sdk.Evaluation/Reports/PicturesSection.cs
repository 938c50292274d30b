using System.Globalization;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes the pictures, each as SVG inside the page, where no script of any kind runs.</summary>
internal static class PicturesSection
{
    private const int ShownConfusions = 3;
    private static readonly string[] Order = ["confusion_matrix_rownorm", "confusion_matrix_counts", "precision_recall", "threshold_sweep", "per_class_f1", "reliability"];

    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var pictures = subject.Figures.Pictures;
        foreach (var name in Order.Where(pictures.ContainsKey))
        {
            Write(html, pictures[name], name, subject);
        }
    }

    private static void Write(HtmlWriter html, Picture picture, string name, ReportSubject subject)
    {
        var (title, caption) = Describe(name, subject);
        html.Open("figure").Open("div", ("class", "scroll"), ("role", "region"), ("aria-label", title), ("tabindex", "0"))
            .Open(
                "img",
                ("src", $"data:image/svg+xml;base64,{Convert.ToBase64String(picture.ToSvg())}"),
                ("alt", $"{title}. {caption}"),
                ("class", picture.Width > 900 ? "wide" : "picture"),
                ("width", picture.Width.ToString(CultureInfo.InvariantCulture)),
                ("height", picture.Height.ToString(CultureInfo.InvariantCulture)))
            .Close()
            .Open("figcaption").Element("strong", $"{title}.").Text($" {caption}").Close().Close();
    }

    private static (string Title, string Caption) Describe(string name, ReportSubject subject) => name switch
    {
        "confusion_matrix_rownorm" => ("Confusion matrix, shares of each true label", "Rows are the true labels, columns those the model gave; the diagonal is right."),
        "confusion_matrix_counts" => ("Confusion matrix, counts", Confusions(subject)),
        "precision_recall" => ("Precision and recall of each label", $"The curve goes through every threshold{(subject.Figures.Thresholds.Count > 0 ? "; the dot is the one in use" : "")}. The nearer to the top right, the better; the dashed line is chance."),
        "threshold_sweep" => ("One threshold for all labels", "F1 by a single threshold in place of one for each label."),
        "per_class_f1" => ("F1 of each label", Extremes(subject)),
        "reliability" => ("Reliability", "The share that is right against the score. On the diagonal scores mean what they say; below it the model is too sure. Its calibration error (ECE) is over ten bins."),
        _ => (name, ""),
    };

    private static string Confusions(ReportSubject subject)
    {
        var matrix = subject.Figures.Confusion!;
        var labels = subject.Figures.Labels;
        string[] worst =
        [
            .. (from truth in Enumerable.Range(0, matrix.Size)
                from given in Enumerable.Range(0, matrix.Size)
                where truth != given && matrix[truth, given] > 0
                orderby matrix[truth, given] descending
                select $"{labels[truth]} taken for {labels[given]} ({ReportNumber.Count(matrix[truth, given])})").Take(ShownConfusions),
        ];
        return worst.Length == 0 ? "Nothing was confused." : $"Most often confused: {ReportNumber.List(worst)}.";
    }

    private static string Extremes(ReportSubject subject)
    {
        ClassMetrics[] classes = [.. subject.Figures.Classes.OrderByDescending(label => label.F1)];
        return $"Best: {classes[0].Label} ({ReportNumber.Figure(classes[0].F1)}). Worst: {classes[^1].Label} ({ReportNumber.Figure(classes[^1].F1)}). The dashed line is the macro average.";
    }
}
