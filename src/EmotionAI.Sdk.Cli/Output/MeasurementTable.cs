using System.Globalization;
using EmotionAI.Evaluation.Runs;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the figures of a model for people: the main ones with intervals, the others, and those of each label.</summary>
internal static class MeasurementTable
{
    /// <summary>The key of what is a count and no figure; the heading says it.</summary>
    private const string SampleCount = "num_samples";

    private static readonly Style Heading = new(decoration: Decoration.Bold);

    public static void Write(CommandConsole console, ModelMeasurement measurement)
    {
        var ansi = TerminalOutput.Create(console);
        var evaluated = measurement.Evaluated;
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"{PrintableText.Of(evaluated.ModelId)}, {evaluated.Samples.Count:N0} samples"), Heading));
        ansi.WriteLine();
        Overall(measurement).Write(ansi);
        Classes(measurement).Write(ansi);
        var interval = measurement.Intervals[0];
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"Intervals: {interval.ConfidenceLevel:P0}, percentile bootstrap{(evaluated.Speakers is null ? "" : " within speakers")}, {interval.Resamples:N0} resamples, seed {interval.Seed}.")));
        ansi.WriteLine();
        if (evaluated.NoSpeechShare is { } share)
        {
            ansi.Write(new StyledText(NoSpeech(share)));
            ansi.WriteLine();
        }

        console.Output.Flush();
    }

    /// <summary>Says what the speech gate would have left without a label.</summary>
    public static string NoSpeech(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"Nobody speaks in {share * 100:0.0} % of the clips, as the speech gate sees it; the figures are measured with the gate off.");

    private static FigureTable Overall(ModelMeasurement measurement)
    {
        var intervals = measurement.Intervals.ToDictionary(interval => interval.Name, StringComparer.Ordinal);
        var table = new FigureTable("", "", "");
        var order = measurement.Intervals.Select(interval => interval.Name).ToList();
        foreach (var (name, value) in measurement.OverallFigures.Where(figure => figure.Key != SampleCount).OrderBy(figure => order.IndexOf(figure.Key) is >= 0 and var place ? place : order.Count))
        {
            table.AddRow(
                name,
                FigureTable.Format(value),
                intervals.TryGetValue(name, out var interval) ? $"{FigureTable.Format(interval.Lower)} to {FigureTable.Format(interval.Upper)}" : "");
        }

        return table;
    }

    private static FigureTable Classes(ModelMeasurement measurement)
    {
        var table = new FigureTable("label", "precision", "recall", "F1", "support");
        foreach (var label in measurement.Classes)
        {
            table.AddRow(label.Label, FigureTable.Format(label.Precision), FigureTable.Format(label.Recall), FigureTable.Format(label.F1), label.Support.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }
}
