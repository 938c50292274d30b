using System.CommandLine;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai plot f1</c>.</summary>
internal sealed class PlotF1Command
{
    private const string Index = "index";
    private const string F1 = "f1";

    private readonly Option<string> _input = new("--input") { Required = true, HelpName = "FILE|DIR", Description = $"A classification report in CSV, {EvaluationArtefacts.ReportFileName} or {EvaluationArtefacts.PerClassFileName}, or the eval_test folder with one." };
    private readonly Option<string> _output = new("--output") { Required = true, HelpName = "FILE", Description = "The picture, .png or .svg." };
    private readonly Option<string> _order = new Option<string>("--order") { HelpName = "index|f1", Description = "Orders the labels as the report does, or the best first.", DefaultValueFactory = static _ => Index };
    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The title. The default says what is shown." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets FILE be replaced." };

    private PlotF1Command()
    {
        _order.AcceptOnlyFromAmong(Index, F1);
    }

    public static Command Create(CommandConsole console)
    {
        var verb = new PlotF1Command();
        var command = new VerbCommand(
            "f1",
            "Draws the F1 of each label as a bar.",
            "emotionai plot f1 --input models/tweets/eval_test --output f1.png",
            "emotionai plot f1 --input metrics_report.csv --output f1.svg --order f1 --overwrite")
        {
            verb._input,
            verb._output,
            verb._order,
            verb._title,
            verb._overwrite,
        };
        command.SetAction(result => verb.Run(result, console));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console)
    {
        var output = result.GetValue(_output)!;
        AtomicFile.Check(output, result.GetValue(_overwrite));
        var options = new F1PlotOptions { Order = result.GetValue(_order) == F1 ? LabelOrder.F1 : LabelOrder.Index };
        options.Title = result.GetValue(_title) ?? options.Title;
        var report = Report(result.GetValue(_input)!);
        var picture = F1Plot.Create(ReportedClasses.Of(ClassificationReportCsv.Read(report), report), options);
        picture.Save(output);
        FontWarning.Write(console, picture);
        if (!OutputPlace.IsStream(output))
        {
            console.Output.WriteLine(PrintableText.Of(RawNames.Display(output), int.MaxValue));
        }

        return ExitCode.Success;
    }

    private static string Report(string input) => !Directory.Exists(input) ? input : StoredFigures.FindReport(input)
        ?? throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{input}' has neither {EvaluationArtefacts.ReportFileName} nor {EvaluationArtefacts.PerClassFileName}; name a folder with one, or the file.", input);
}
