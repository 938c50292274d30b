using System.Globalization;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using EmotionAI.Text;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes results for people: the input, and a bar for each label.</summary>
/// <param name="console">Receives the tables.</param>
/// <param name="model">The model that answers.</param>
/// <param name="allScores">Whether to show labels that were not accepted.</param>
/// <param name="logits">Whether to show the outputs before the activation.</param>
internal sealed class TableResultWriter(CommandConsole console, EmotionClassifierMetadata model, bool allScores, bool logits) : IResultWriter
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Accepted = new(Color.Green);
    private static readonly Style Rejected = new(Color.Grey);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Failure = new(Color.Red);

    private readonly IAnsiConsole _ansi = TerminalOutput.Create(console);

    public void Write(long index, string input, EmotionPrediction prediction, PassedFields? passed, TextExplanation? explanation = null, VoiceDescriptors? descriptors = null)
    {
        WriteLine(PrintableText.Of(passed?.Id is { } id ? $"{id.Trim('"')}: {input}" : input), Heading);
        if (QualityText.NoSpeechNote(prediction) is { } note)
        {
            WriteLine($"  {note}{(prediction.Labels.Count == 0 ? $" The best score would be {PrintableText.Of(prediction.Top.Label)}, {Format(prediction.Top.Score)}." : "")}", Warning);
        }
        else if (prediction.Labels.Count == 0)
        {
            WriteLine($"  no label reached its threshold; the best is {PrintableText.Of(prediction.Top.Label)}, {Format(prediction.Top.Score)}", Warning);
        }

        WriteScores(prediction);
        if (explanation is not null)
        {
            ExplanationText.Write(_ansi, explanation);
        }

        if (descriptors is not null)
        {
            WriteLine($"  {VoiceText.Line(descriptors)}", Rejected);
        }

        WriteRemarks(prediction);
        _ansi.WriteLine();
    }

    public void Write(long index, string input, EmotionAIException error, PassedFields? passed)
    {
        WriteLine(PrintableText.Of(passed?.Id is { } id ? $"{id.Trim('"')}: {input}" : input), Heading);
        WriteLine($"  {error.Code}: {PrintableText.Of(RawNames.Display(error.Message), int.MaxValue)}", Failure);
        _ansi.WriteLine();
    }

    public void Flush() => console.Output.Flush();

    public void Finish()
    {
        WriteLine($"model: {PrintableText.Of(model.ModelId)}", Rejected);
        if (model.IsMock)
        {
            WriteLine("This is a mock: its results mean nothing.", Warning);
        }

        Flush();
    }

    private void WriteScores(EmotionPrediction prediction)
    {
        var accepted = prediction.Labels.Select(score => score.Label).ToHashSet(StringComparer.Ordinal);
        var rows = allScores
            ? prediction.Scores.Select((score, i) => (score, i)).OrderByDescending(row => row.score.Score)
            : prediction.Labels.Select(score => (score, i: model.Labels.IndexOf(score.Label)));
        var shown = rows.Select(row => (
            Label: PrintableText.Of(row.score.Label),
            row.score.Score,
            Text: Format(row.score.Score),
            Logit: logits && row.i < prediction.Logits.Count ? prediction.Logits[row.i].ToString("0.0000", CultureInfo.InvariantCulture) : "",
            Style: accepted.Contains(row.score.Label) ? Accepted : Rejected)).ToArray();
        if (shown.Length == 0)
        {
            return;
        }

        var widths = new ScoreColumns(_ansi.Profile.Width, shown.Max(row => TextWidth.Of(row.Label)), shown.Max(row => row.Text.Length), shown.Max(row => row.Logit.Length), model.ProblemType != ProblemType.Regression);
        foreach (var row in shown)
        {
            var bar = widths.Bar > 0 ? ScoreBar.Draw(row.Score, _ansi.Profile.Capabilities.Unicode, widths.Bar) : "";
            WriteLine(widths.Line(row.Label, bar, row.Text, row.Logit), row.Style);
        }
    }

    private void WriteRemarks(EmotionPrediction prediction)
    {
        if (prediction.IsTruncated)
        {
            WriteLine("  The input is longer than the model reads: its end was not seen.", Warning);
        }

        if (prediction.Windows.Count > 0)
        {
            WriteLine(Invariant($"  The text was read in {prediction.Windows.Count} windows."), Rejected);
        }

        if (prediction.TextQuality is { IsUnfamiliar: true })
        {
            WriteLine($"  The text is unlike what the model was made for{LanguagesOf(model)}: do not rely on the labels.", Warning);
        }

        if (prediction.Quality is { ChannelsCancelled: true })
        {
            WriteLine("  The channels cancel each other: the loudest one was taken.", Warning);
        }

        if (prediction.IsIncomplete)
        {
            WriteLine("  The recording itself ends early: its file announces more than is there.", Warning);
        }
    }

    private static string LanguagesOf(EmotionClassifierMetadata model) => model.Languages.Count == 0 ? "" : $" (its language: {PrintableText.Of(string.Join(", ", model.Languages))})";

    private string Format(float score) => model.ProblemType == ProblemType.Regression
        ? score.ToString("0.0000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{score * 100:0.0} %");

    private void WriteLine(string text, Style style)
    {
        _ansi.Write(new StyledText(text, style));
        _ansi.WriteLine();
    }
}
