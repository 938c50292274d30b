using System.Globalization;
using EmotionAI.Audio;
using EmotionAI.Cli.Input;
using Spectre.Console;

namespace EmotionAI.Cli.Output;

/// <summary>Writes a timeline for people, as it is found: a line a segment with its times, its labels and their bars.</summary>
/// <param name="console">Receives the lines.</param>
/// <param name="model">The model that answers.</param>
/// <param name="allScores">Whether to show labels that were not accepted.</param>
internal sealed class TimelineWriter(CommandConsole console, EmotionClassifierMetadata model, bool allScores) : ISegmentWriter
{
    private const int TimeWidth = 9;
    private const int HeadWidth = (2 * TimeWidth) + 5;
    private const int ChannelWidth = 4;
    private const int ScoreWidth = 7;

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Spoken = new(Color.Green);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Failure = new(Color.Red);

    private readonly IAnsiConsole _ansi = TerminalOutput.Create(console);

    public void Begin(long index, string input, PassedFields? passed)
    {
        TerminalOutput.WriteLine(_ansi, PrintableText.Of(passed?.Id is { } id ? $"{id.Trim('"')}: {input}" : input), Heading);
        console.Output.Flush();
    }

    public void Write(EmotionSegment segment, VoiceDescriptors? voice)
    {
        var channel = segment.Channel is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}").PadLeft(ChannelWidth) : "";
        var head = $"  {Time(segment.Start).PadLeft(TimeWidth)} – {Time(segment.End).PadLeft(TimeWidth)}{channel}";
        var prediction = segment.Prediction;
        if (prediction.Labels.Count == 0)
        {
            TerminalOutput.WriteLine(_ansi, $"{head}  {(prediction.NoSpeech is null ? "no label reached its threshold" : NoteOf(prediction))}", Quiet);
        }

        var shown = allScores ? prediction.Scores.OrderByDescending(score => score.Score) : prediction.Labels.AsEnumerable();
        var columns = new ScoreColumns(_ansi.Profile.Width - HeadWidth - channel.Length, model.Labels.Max(label => TextWidth.Of(PrintableText.Of(label))), ScoreWidth, 0, model.ProblemType != ProblemType.Regression);
        foreach (var score in shown)
        {
            var isAccepted = prediction.Labels.Contains(score);
            var first = prediction.Labels.Count > 0 && score == prediction.Labels[0];
            var bar = columns.Bar > 0 ? ScoreBar.Draw(score.Score, _ansi.Profile.Capabilities.Unicode, columns.Bar) : "";
            TerminalOutput.WriteLine(_ansi, $"{(first ? head : new string(' ', head.Length))}{columns.Line(PrintableText.Of(score.Label), bar, Format(score.Score), "")}", isAccepted ? Spoken : Quiet);
        }

        if (voice is not null)
        {
            TerminalOutput.WriteLine(_ansi, $"{new string(' ', head.Length)}  {VoiceText.Line(voice)}", Quiet);
        }

        console.Output.Flush();
    }

    public void Write(EmotionAIException error)
    {
        TerminalOutput.WriteLine(_ansi, $"  {error.Code}: {PrintableText.Of(RawNames.Display(error.Message), int.MaxValue)}", Failure);
        End();
    }

    public void End()
    {
        _ansi.WriteLine();
        console.Output.Flush();
    }

    public void Finish()
    {
        TerminalOutput.WriteLine(_ansi, $"model: {PrintableText.Of(model.ModelId)}", Quiet);
        if (model.IsMock)
        {
            TerminalOutput.WriteLine(_ansi, "This is a mock: its results mean nothing.", Warning);
        }

        console.Output.Flush();
    }

    private static string NoteOf(EmotionPrediction prediction) => prediction.NoSpeech switch
    {
        NoSpeechReason.Silent => "silence",
        NoSpeechReason.TooShort => "too short for speech",
        _ => "no speech",
    };

    /// <summary>Writes a time to the tenth of a second: 0:07.3, 1:02:03.4.</summary>
    private static string Time(TimeSpan time)
    {
        var tenths = (long)Math.Round(time.TotalSeconds * 10);
        var (hours, minutes) = (tenths / 36_000, tenths / 600 % 60);
        var seconds = Invariant($"{tenths / 10 % 60:00}.{tenths % 10}");
        return hours > 0 ? Invariant($"{hours}:{minutes:00}:{seconds}") : Invariant($"{minutes}:{seconds}");
    }

    private string Format(float score) => model.ProblemType == ProblemType.Regression
        ? score.ToString("0.0000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{score * 100:0.0} %");
}
