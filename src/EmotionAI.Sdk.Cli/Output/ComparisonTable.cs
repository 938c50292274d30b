using System.Globalization;
using EmotionAI.Evaluation.Runs;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes how two models compare, for people.</summary>
internal static class ComparisonTable
{
    private const int Shown = 10;

    /// <param name="console">Receives the tables.</param>
    /// <param name="comparison">The figures.</param>
    /// <param name="first">What model A is called.</param>
    /// <param name="second">What model B is called.</param>
    public static void Write(CommandConsole console, ModelComparison comparison, string first, string second)
    {
        var ansi = TerminalOutput.Create(console);
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"A {PrintableText.Of(first, int.MaxValue)}, B {PrintableText.Of(second, int.MaxValue)}, {comparison.First.Evaluated.Samples.Count:N0} samples"), new Style(decoration: Decoration.Bold)));
        ansi.WriteLine();
        var table = new FigureTable("figure", "A", "B", "B - A", "95 % interval", "p");
        foreach (var figure in comparison.Differences)
        {
            table.AddRow(figure.Name, FigureTable.Format(figure.First), FigureTable.Format(figure.Second), FigureTable.Format(figure.Difference.Estimate), $"{FigureTable.Format(figure.Difference.Lower)} to {FigureTable.Format(figure.Difference.Upper)}", figure.PValue.ToString("0.000", CultureInfo.InvariantCulture));
        }

        table.Write(ansi);
        Classes(comparison).Write(ansi);
        WriteDisagreements(console, ansi, comparison);
        console.Output.Flush();
    }

    private static FigureTable Classes(ModelComparison comparison)
    {
        var table = new FigureTable("label", "F1 of A", "F1 of B", "support");
        var other = comparison.Second.Classes.ToDictionary(label => label.Label, StringComparer.Ordinal);
        foreach (var label in comparison.First.Classes)
        {
            table.AddRow(label.Label, FigureTable.Format(label.F1), FigureTable.Format(other[label.Label].F1), label.Support.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static void WriteDisagreements(CommandConsole console, IAnsiConsole ansi, ModelComparison comparison)
    {
        var all = comparison.Disagreements;
        TerminalOutput.WriteLine(console, ansi, string.Create(CultureInfo.InvariantCulture, $"The models disagree on {all.Count:N0} samples: only A is right on {all.Count(one => one.OnlyFirstIsRight):N0}, only B on {all.Count(one => one.OnlySecondIsRight):N0}."));
        foreach (var one in all.Take(Shown))
        {
            TerminalOutput.WriteLine(console, ansi, $"  {PrintableText.Of(one.Input)}: {Names(one.Truth)}; A {Names(one.First)}, B {Names(one.Second)}");
        }

        if (all.Count > Shown)
        {
            TerminalOutput.WriteLine(console, ansi, "  … --format json lists all of them.");
        }
    }

    private static string Names(IReadOnlyList<string> labels) => labels.Count == 0 ? "nothing" : string.Join(", ", labels);
}
