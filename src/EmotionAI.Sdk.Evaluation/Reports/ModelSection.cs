using System.Text.Json;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes what the model is: its labels, how it decides, what it reads, and where it comes from.</summary>
internal static class ModelSection
{
    private const int MostFacts = 40;
    private const int LongestFact = 500;
    private const int MostItems = 100;

    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var labels = subject.Figures.Labels;
        html.Open("ul", ("class", "labels"), ("aria-label", $"The {labels.Count} labels"));
        foreach (var label in labels)
        {
            html.Open("li").Element("bdi", label, ("class", "label")).Close();
        }

        html.Close().Open("dl", ("class", "facts"));
        WriteDecision(html, subject);
        WriteOrigin(html, subject);
        html.Close();
        if (subject.Card.Classifier is null)
        {
            html.Element("p", "The model folder was not at hand when this page was made, so that more is not said of the model.", ("class", "note"));
        }
    }

    private static void WriteDecision(HtmlWriter html, ReportSubject subject)
    {
        var thresholds = subject.Figures.Thresholds;
        HeaderSection.Fact(html, "Problem type", subject.IsSingleLabel ? "single-label: the best score is the answer" : "multi-label: each label is decided by itself");
        HeaderSection.Fact(html, "Thresholds", subject.IsSingleLabel ? null : thresholds.Count == 0 ? "not known here" : thresholds.Distinct().Count() == 1
            ? $"{ReportNumber.Figure(thresholds[0])} for every label"
            : $"one for each label, {ReportNumber.Figure(thresholds.Min())} to {ReportNumber.Figure(thresholds.Max())}");
        if (subject.Card.Classifier is not { } classifier)
        {
            return;
        }

        HeaderSection.Fact(html, "Most labels", classifier.TopK is { } most ? ReportNumber.Count(most) : null);
        HeaderSection.Fact(html, "Longest input", classifier.MaxLength is { } length ? $"{ReportNumber.Of(length, "token")}; what is beyond is cut off" : null);
        HeaderSection.Fact(html, "Sample rate", classifier.SampleRate is { } rate ? $"{ReportNumber.Count(rate)}\u00a0Hz" : null);
        HeaderSection.Fact(html, "Longest input", classifier.MaxDuration is { } duration ? $"{ReportNumber.Seconds(duration)}; what is beyond is cut off" : null);
    }

    private static void WriteOrigin(HtmlWriter html, ReportSubject subject)
    {
        if (subject.Card.Model is not { } model)
        {
            return;
        }

        foreach (var (name, value) in model.Others.Where(other => !LicenceSection.Keys.Contains(other.Key)).Take(MostFacts))
        {
            HeaderSection.Fact(html, TitleOf(name), InertText.Shorten(Describe(value), LongestFact));
        }

        HeaderSection.Fact(html, "Trained on", model.Dataset);
        HeaderSection.Fact(html, "Made on", model.Date);
        HeaderSection.Fact(html, "Notes", model.Notes);
    }

    private static string TitleOf(string key)
    {
        var words = InertText.Shorten(key, LongestFact).Replace('_', ' ').Trim();
        return words.Length == 0 ? "(no name)" : string.Concat(words[..1].ToUpperInvariant(), words.AsSpan(1));
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Take(MostItems).Select(Describe)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Take(MostItems).Select(property => $"{property.Name}: {Describe(property.Value)}")),
        JsonValueKind.Number when value.TryGetInt64(out var number) => ReportNumber.Count(number),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
