using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes examples of the mistakes of which the model was surest.</summary>
internal static class MistakesSection
{
    public static void Write(HtmlWriter html, ReportSubject subject)
    {
        var (model, most) = (subject.Figures.Answers!, subject.Card.ExampleCount);
        var isRanked = model.Scores is not null;
        html.Element("p", subject.IsAudio
            ? "Recordings are shown by the name of their file. A mistake here can also be one of the data: the truth is what speakers were asked for or listeners heard."
            : "The texts are shown as they are in the data; some may offend. A mistake here can also be one of the data: the truth is what annotators read into a text.");
        if (subject.IsSingleLabel)
        {
            WriteGroup(html, subject, isRanked ? "Wrong with the highest confidence" : "Wrong", "Given", WorstMistakes.Wrong(model, most));
            return;
        }

        WriteGroup(html, subject, isRanked ? "Labels given wrongly, highest scores first" : "Labels given wrongly", "Wrongly given", WorstMistakes.FalsePositives(model, most));
        WriteGroup(html, subject, isRanked ? "Labels missed, lowest scores first" : "Labels missed", "Missed", WorstMistakes.Missed(model, most));
        if (isRanked && model.Thresholds.Count > 0)
        {
            html.Element("p", Invariant($"Scores are ordered by how far they lie from the label's threshold towards 1, or towards 0. So that one label does not fill the list, each is shown at most {WorstMistakes.MostOfLabel(model, most)} times."), ("class", "note"));
        }
    }

    private static void WriteGroup(HtmlWriter html, ReportSubject subject, string title, string kind, IReadOnlyList<Mistake> mistakes)
    {
        html.Element("h3", title);
        if (mistakes.Count == 0)
        {
            html.Element("p", "None.");
            return;
        }

        html.Open("ol", ("class", "mistakes"));
        foreach (var mistake in mistakes)
        {
            html.Open("li");
            WriteInput(html, subject, mistake.Sample);
            html.Open("p", ("class", "verdict")).Element("span", kind, ("class", "kind")).Text(" ").Element("bdi", subject.Figures.Labels[mistake.Label], ("class", "label wrong"));
            if (mistake.Score is { } score)
            {
                html.Text($" score {ReportNumber.Score(score)}{(mistake.Threshold is { } cut ? $", threshold {ReportNumber.Figure(cut)}" : "")}");
            }

            html.Close();
            WriteLabels(html, "True", subject, mistake.Sample.Truth);
            if (!subject.IsSingleLabel)
            {
                WriteLabels(html, "Given", subject, mistake.Sample.Predicted);
            }

            html.Close();
        }

        html.Close();
    }

    private static void WriteInput(HtmlWriter html, ReportSubject subject, EvaluatedSample sample)
    {
        if (subject.IsAudio)
        {
            html.Open("p", ("class", "input")).Element("code", sample.Input[(sample.Input.LastIndexOfAny(['/', '\\']) + 1)..]);
            if (sample.Speaker is { } speaker)
            {
                html.Text(" speaker ").Element("bdi", speaker);
            }

            html.Close();
            return;
        }

        html.Open("blockquote", ("class", "input"), ("dir", "auto"), ("translate", "no"));
        html.Element("p", sample.Input.Length > 0 ? InertText.Shorten(sample.Input, InertText.LongestExample) : "(empty)").Close();
    }

    private static void WriteLabels(HtmlWriter html, string kind, ReportSubject subject, IReadOnlyList<int> labels)
    {
        html.Open("p", ("class", "verdict")).Element("span", kind, ("class", "kind")).Text(" ");
        foreach (var label in labels)
        {
            html.Element("bdi", subject.Figures.Labels[label], ("class", "label")).Text(" ");
        }

        html.Text(labels.Count == 0 ? "no label" : "").Close();
    }
}
