using System.Globalization;
using EmotionAI.Evaluation.Runs;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes the figures of a model of quantities for people: for each dimension how well it agrees with the truth, and their mean.</summary>
internal static class DimensionTable
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    public static void Write(CommandConsole console, DimensionMeasurement measurement)
    {
        var ansi = TerminalOutput.Create(console);
        var evaluated = measurement.Evaluated;
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"{PrintableText.Of(evaluated.ModelId)}, {evaluated.Truth.Rows:N0} samples"), Heading));
        ansi.WriteLine();
        Dimensions(measurement).Write(ansi);
        var interval = measurement.Intervals[0];
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"Concordance correlation (CCC) with intervals: {interval.ConfidenceLevel:P0}, percentile bootstrap{(evaluated.Speakers is null ? "" : " within speakers")}, {interval.Resamples:N0} resamples, seed {interval.Seed}.")));
        ansi.WriteLine();
        if (evaluated.NoSpeechShare is { } share)
        {
            ansi.Write(new StyledText(MeasurementTable.NoSpeech(share)));
            ansi.WriteLine();
        }

        console.Output.Flush();
    }

    private static FigureTable Dimensions(DimensionMeasurement measurement)
    {
        var table = new FigureTable("dimension", "CCC", "interval", "Pearson", "RMSE", "MAE");
        foreach (var (i, name) in measurement.Evaluated.Dimensions.Index())
        {
            var (metrics, interval) = (measurement.Dimensions[i], measurement.Intervals[i + 1]);
            table.AddRow(
                name,
                FigureTable.Format(interval.Estimate),
                $"{FigureTable.Format(interval.Lower)} to {FigureTable.Format(interval.Upper)}",
                FigureTable.Format(metrics.PearsonCorrelation ?? double.NaN),
                FigureTable.Format(metrics.RootMeanSquaredError),
                FigureTable.Format(metrics.MeanAbsoluteError));
        }

        var mean = measurement.Intervals[0];
        table.AddRow("mean", FigureTable.Format(mean.Estimate), $"{FigureTable.Format(mean.Lower)} to {FigureTable.Format(mean.Upper)}", "", "", "");
        return table;
    }
}
