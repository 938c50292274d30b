using System.CommandLine;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Plots;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai plot f1</c>.</summary>
internal sealed class PlotF1Command
{
    private const string Index = "index";
    private const string F1 = "f1";

    private readonly Option<string> _input = new("--input") { Required = true, HelpName = "FILE|DIR", Description = $"A classification report in CSV, {EvaluationArtefacts.ReportFileName} or {EvaluationArtefacts.PerClassFileName}, or the eval_test folder with one." };
    private readonly PictureOutput _picture = new();
    private readonly Option<string> _order = new Option<string>("--order") { HelpName = "index|f1", Description = "Orders the labels as the report does, or the best first.", DefaultValueFactory = static _ => Index };

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
            verb._order,
        };
        verb._picture.AddTo(command);
        command.SetAction(result => verb.Run(result, console));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console)
    {
        _picture.Check(result);
        var picture = Picture.ReadF1(result.GetValue(_input)!, result.GetValue(_order) == F1, _picture.Title(result));
        _picture.Write(result, picture, console);
        return ExitCode.Success;
    }
}
