using System.Globalization;
using EmotionAI.Bundles;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes what is known of a model folder for people.</summary>
internal static class BundleTable
{
    private static readonly Style Error = new(Color.Red);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Good = new(Color.Green);

    public static void Write(CommandConsole console, ModelBundle bundle)
    {
        var ansi = TerminalOutput.Create(console);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        AddRow(grid, "folder", bundle.Directory);
        AddRow(grid, "kind", bundle.Kind);
        if (bundle.Metadata is { } model)
        {
            AddModel(grid, model);
        }

        AddRow(grid, "files", string.Join(", ", BundleFile.List(bundle).Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} ({file.Bytes:N0} bytes)"))));
        ansi.Write(grid);
        foreach (var problem in bundle.Problems)
        {
            var isError = problem.Severity == BundleSeverity.Error;
            WriteLine(ansi, $"{(isError ? "error" : "warning")}: {PrintableText.Of(problem.ToString(), int.MaxValue)}", isError ? Error : Warning);
        }

        var errors = bundle.Problems.Count(problem => problem.Severity == BundleSeverity.Error);
        var warnings = bundle.Problems.Count - errors;
        WriteLine(ansi, string.Create(CultureInfo.InvariantCulture, $"{(bundle.IsUsable ? "usable" : "cannot be used")}: {errors} errors, {warnings} warnings"), bundle.IsUsable ? Good : Error);
        console.Output.Flush();
    }

    private static void AddModel(Grid grid, EmotionClassifierMetadata model)
    {
        AddRow(grid, "model", model.ModelId);
        AddRow(grid, "problem type", model.ProblemType.ToString());
        AddRow(grid, "labels", string.Join(", ", model.Labels.Select((label, i) => model.Thresholds.Count == 0 ? label : string.Create(CultureInfo.InvariantCulture, $"{label} ≥ {model.Thresholds[i]}"))));
        AddRow(grid, "top k", Format(model.TopK));
        AddRow(grid, "max length", Format(model.MaxLength, "tokens"));
        AddRow(grid, "sample rate", Format(model.SampleRate, "Hz"));
        AddRow(grid, "max duration", Format(model.MaxDuration?.TotalSeconds, "s"));
    }

    private static string? Format(double? value, string unit = "") => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number} {unit}").TrimEnd() : null;

    private static void AddRow(Grid grid, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            grid.AddRow(new StyledText(name, new Style(decoration: Decoration.Bold)), new StyledText(PrintableText.Of(value, int.MaxValue)));
        }
    }

    private static void WriteLine(IAnsiConsole console, string text, Style style)
    {
        console.Write(new StyledText(text, style));
        console.WriteLine();
    }
}
