using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes what the figures do not say, and what the model is not for.</summary>
internal static class LimitsSection
{
    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        html.Open("ul");
        Item(html, "It does not know what anybody feels.", subject.IsAudio
            ? "It labels how a voice comes across to listeners, or what a speaker was asked to act. That is not what the speaker feels."
            : "It labels how a text comes across to annotators. That is not what the writer feels.");
        Item(html, "Language and culture.", $"The figures hold for {subject.Data} alone. {(subject.IsAudio ? "Other languages, accents, ages, microphones, rooms and ways to speak (acted speech is not spontaneous speech)" : "Other languages, dialects, kinds of text, times and communities")} were not measured; measure before you rely on it there.");
        WriteRareLabels(html, subject);
        WriteSpeakers(html, subject);
        if (!subject.IsSingleLabel)
        {
            Item(html, "Thresholds.", $"They were fitted on other data than yours. Where your {subject.Samples} have the labels more or less often, other thresholds are better: fit them on a sample of your own (emotionai calibrate).");
        }

        WriteInput(html, subject);
        Item(html, "Scores are not certainties.", "An answer with a high score can be wrong, and is so for some people more often than for others; that was not measured.");
        Item(html, "Not a medical device.", "It is not for diagnosis, therapy or the detection of crises, nor for decisions about single people at work, school, credit, policing or borders. Some uses of emotion recognition are forbidden by law in some places.");
        html.Close();
    }

    private static void WriteRareLabels(HtmlWriter html, ReportSubject subject)
    {
        var classes = subject.Figures.Classes;
        ClassMetrics[] rare = [.. classes.Where(label => label.Support is > 0 and < LabelsSection.FewSamples)];
        Names(html, "Rare labels.", [.. rare.Select(label => Invariant($"{label.Label} ({label.Support})"))], $"Fewer than {LabelsSection.FewSamples} {subject.Samples} have one of these, so that their figures are close to noise: ");
        Names(html, "Labels that were not measured.", [.. classes.Where(label => label.Support == 0).Select(label => label.Label)], "The data has none of these, so that nothing is known of them; they count as 0 in macro averages: ");
        Names(html, "Labels that were never found.", [.. classes.Where(label => label.Support > 0 && label.Counts.TruePositives == 0).Select(label => label.Label)], "Each of these was missed every time; an answer without it says nothing: ");
    }

    private static void WriteSpeakers(HtmlWriter html, ReportSubject subject)
    {
        if (subject.SpeakerCount is { } speakers)
        {
            Item(html, $"{ReportNumber.Of(speakers, "speaker")}.", "The intervals say nothing of other speakers: they are drawn within those of the data.");
        }
    }

    private static void WriteInput(HtmlWriter html, ReportSubject subject)
    {
        if (subject.Card.Classifier?.MaxLength is { } tokens)
        {
            Item(html, "Long texts.", $"What is beyond {ReportNumber.Of(tokens, "token")} is not read.");
        }

        if (subject.Card.Classifier?.MaxDuration is { } duration)
        {
            Item(html, "Long recordings.", $"What is beyond {ReportNumber.Seconds(duration)} is not heard.");
        }
    }

    private static void Names(HtmlWriter html, string title, IReadOnlyList<string> names, string text)
    {
        if (names.Count == 0)
        {
            return;
        }

        html.Open("li").Element("strong", title).Text($" {text}");
        for (var i = 0; i < names.Count; i++)
        {
            html.Text(i == 0 ? "" : i == names.Count - 1 ? " and " : ", ").Element("bdi", names[i]);
        }

        html.Text(".").Close();
    }

    private static void Item(HtmlWriter html, string title, string text) => html.Open("li").Element("strong", title).Text($" {text}").Close();
}
