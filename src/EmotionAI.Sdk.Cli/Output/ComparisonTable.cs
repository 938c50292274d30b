using System.Globalization;
using EmotionAI.Evaluation.Runs;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes how two models compare, for people.</summary>
internal static class ComparisonTable
{
    private const int Shown = 10;

    public static void Write(CommandConsole console, ModelComparison comparison)
    {
        var ansi = TerminalOutput.Create(console);
        var (first, second) = (comparison.First.Evaluated, comparison.Second.Evaluated);
        ansi.Write(new StyledText(string.Create(CultureInfo.InvariantCulture, $"A {PrintableText.Of(first.ModelId)}, B {PrintableText.Of(second.ModelId)}, {first.Samples.Count:N0} samples"), new Style(decoration: Decoration.Bold)));
        ansi.WriteLine();
        var table = new FigureTable("figure", "A", "B", "B - A", "95 % interval", "p");
        foreach (var figure in comparison.Differences)
        {
            table.AddRow(figure.Name, FigureTable.Format(figure.First), FigureTable.Format(figure.Second), FigureTable.Format(figure.Difference.Estimate), $"{FigureTable.Format(figure.Difference.Lower)} to {FigureTable.Format(figure.Difference.Upper)}", figure.PValue.ToString("0.000", CultureInfo.InvariantCulture));
        }

        ansi.Write(table.Table);
        ansi.Write(Classes(comparison));
        WriteDisagreements(console, comparison);
        console.Output.Flush();
    }

    private static Table Classes(ModelComparison comparison)
    {
        var table = new FigureTable("label", "F1 of A", "F1 of B", "support");
        var other = comparison.Second.Classes.ToDictionary(label => label.Label, StringComparer.Ordinal);
        foreach (var label in comparison.First.Classes)
        {
            table.AddRow(label.Label, FigureTable.Format(label.F1), FigureTable.Format(other[label.Label].F1), label.Support.ToString(CultureInfo.InvariantCulture));
        }

        return table.Table;
    }

    private static void WriteDisagreements(CommandConsole console, ModelComparison comparison)
    {
        var all = comparison.Disagreements;
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The models disagree on {all.Count:N0} samples: only A is right on {all.Count(one => one.OnlyFirstIsRight):N0}, only B on {all.Count(one => one.OnlySecondIsRight):N0}."));
        foreach (var one in all.Take(Shown))
        {
            console.Output.WriteLine($"  {PrintableText.Of(one.Input)}: {Names(one.Truth)}; A {Names(one.First)}, B {Names(one.Second)}");
        }

        if (all.Count > Shown)
        {
            console.Output.WriteLine("  … --format json lists all of them.");
        }
    }

    private static string Names(IReadOnlyList<string> labels) => labels.Count == 0 ? "nothing" : string.Join(", ", labels);
}
