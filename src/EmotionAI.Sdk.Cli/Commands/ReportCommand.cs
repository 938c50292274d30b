using System.CommandLine;
using System.Text;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Reports;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai report</c>.</summary>
internal sealed class ReportCommand
{
    private const string FileName = "report.html";

    private readonly Option<string> _evaluation = new("--evaluation") { Required = true, HelpName = "DIR", Description = "The folder that evaluate --output wrote." };
    private readonly Option<string?> _model = new("--model") { HelpName = "DIR", Description = "The model that was measured: adds its decision rule, its origin, its licence and its MODEL_CARD.md." };
    private readonly Option<string?> _output = new("--output") { HelpName = "FILE", Description = $"The page. The default is {FileName} in the folder of the evaluation." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets FILE be replaced." };
    private readonly Option<int?> _examples = NumberOption.Integer("--examples", "Shows at most N mistakes of each kind; 0 quotes nothing of the data. The default is 12.", 0, 1000);

    private ReportCommand()
    {
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new ReportCommand();
        var command = new VerbCommand(
            "report",
            "Makes one HTML page about a model: figures, pictures, its worst mistakes, its limits and its model card. The page loads nothing from elsewhere.",
            "emotionai report --evaluation models/tweets/eval_test --model models/tweets/model --output tweets.html",
            "emotionai report --evaluation eval_test --examples 0 --overwrite")
        {
            verb._evaluation,
            verb._model,
            verb._output,
            verb._overwrite,
            verb._examples,
        };
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        var directory = result.GetValue(_evaluation)!;
        var output = result.GetValue(_output) ?? Path.Combine(directory, FileName);
        AtomicFile.Check(output, result.GetValue(_overwrite));

        var bundle = result.GetValue(_model) is { } model ? Models.Load(model, Models.Option, console) : null;
        var evaluation = EvaluationFolder.Read(directory, bundle?.Metadata, cancellationToken);
        var card = new ReportCard { Evaluation = evaluation.Meta };
        card = bundle is null ? card : ReportedModel.Describe(bundle, card);
        var page = ModelReport.Create(evaluation.Measurement, card with { ExampleCount = result.GetValue(_examples) ?? card.ExampleCount });
        AtomicFile.Write(output, Encoding.UTF8.GetBytes(page));
        if (!OutputPlace.IsStream(output))
        {
            console.Output.WriteLine(PrintableText.Of(RawNames.Display(output), int.MaxValue));
        }

        return ExitCode.Success;
    }
}
