using System.Globalization;
using EmotionAI.Cli.Input;
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

    public void Write(long index, string input, EmotionPrediction prediction, PassedFields? passed)
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
        if (prediction.IsTruncated)
        {
            WriteLine("  The input is longer than the model reads: its end was not seen.", Warning);
        }

        if (prediction.Quality is { ChannelsCancelled: true })
        {
            WriteLine("  The channels cancel each other: the loudest one was taken.", Warning);
        }

        if (prediction.IsIncomplete)
        {
            WriteLine("  The recording itself ends early: its file announces more than is there.", Warning);
        }

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
            : prediction.Labels.Select(score => (score, model.Labels.IndexOf(score.Label)));
        var grid = new Grid().AddColumn(new GridColumn().Padding(2, 0, 2, 0)).AddColumn(new GridColumn().Width(ScoreBar.Width)).AddColumn(new GridColumn().RightAligned()).AddColumn(new GridColumn().RightAligned());
        foreach (var (score, i) in rows)
        {
            var style = accepted.Contains(score.Label) ? Accepted : Rejected;
            var logit = logits && i < prediction.Logits.Count ? prediction.Logits[i].ToString("0.0000", CultureInfo.InvariantCulture) : "";
            grid.AddRow(
                new StyledText(PrintableText.Of(score.Label), style),
                new StyledText(model.ProblemType == ProblemType.Regression ? "" : ScoreBar.Draw(score.Score, _ansi.Profile.Capabilities.Unicode), style),
                new StyledText(Format(score.Score), style),
                new StyledText(logit, style));
        }

        if (grid.Rows.Count > 0)
        {
            _ansi.Write(grid);
        }
    }

    private string Format(float score) => model.ProblemType == ProblemType.Regression
        ? score.ToString("0.0000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{score * 100:0.0} %");

    private void WriteLine(string text, Style style)
    {
        _ansi.Write(new StyledText(text, style));
        _ansi.WriteLine();
    }
}
