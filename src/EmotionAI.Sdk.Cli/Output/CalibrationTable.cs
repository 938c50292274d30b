using System.Globalization;
using EmotionAI.Cli.Evaluating;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes what calibration did, for people.</summary>
internal static class CalibrationTable
{
    public static void Write(CommandConsole console, Calibrated calibrated)
    {
        var ansi = TerminalOutput.Create(console);
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"{PrintableText.Of(calibrated.Dev.ModelId)}: {calibrated.Method}, {calibrated.Dev.Samples.Count:N0} samples"), new Style(decoration: Decoration.Bold)));
        ansi.WriteLine();
        var table = new FigureTable("on this data", "before", "after");
        foreach (var (name, before, after) in calibrated.Figures)
        {
            table.AddRow(name, FigureTable.Format(before), FigureTable.Format(after));
        }

        table.Write(ansi);
        if (calibrated.Classes.Count > 0)
        {
            Classes(calibrated).Write(ansi);
        }

        foreach (var scheme in calibrated.CrossValidation)
        {
            TerminalOutput.WriteLine(console, ansi, string.Create(CultureInfo.InvariantCulture, $"cross-validation, {scheme.Scheme}: macro F1 {scheme.Macro.F1:0.0000}, micro F1 {scheme.Micro.F1:0.0000}"));
        }

        if (calibrated.Temperature is { } temperature)
        {
            TerminalOutput.WriteLine(console, ansi, string.Create(CultureInfo.InvariantCulture, $"temperature {temperature:0.0000}"));
        }

        if (calibrated.Dev.NoSpeechShare is { } share)
        {
            TerminalOutput.WriteLine(console, ansi, MeasurementTable.NoSpeech(share));
        }

        foreach (var remark in calibrated.Remarks)
        {
            TerminalOutput.WriteLine(console, ansi, remark);
        }

        TerminalOutput.WriteLine(console, ansi, "The figures after are on the data that was fitted to; evaluate on test data tells what they are worth.");
        console.Output.Flush();
    }

    private static FigureTable Classes(Calibrated calibrated)
    {
        var table = new FigureTable("label", "threshold", "F1 before", "F1 after", "support");
        for (var i = 0; i < calibrated.Classes.Count; i++)
        {
            var (before, after) = calibrated.Classes[i];
            table.AddRow(after.Label, FigureTable.Format(calibrated.Thresholds[i]), FigureTable.Format(before.F1), FigureTable.Format(after.F1), after.Support.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }
}
