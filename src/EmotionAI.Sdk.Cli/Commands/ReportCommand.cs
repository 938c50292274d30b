using System.CommandLine;
using System.Text;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Reports;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai report</c>.</summary>
internal sealed class ReportCommand
{
    private const string FileName = "report.html";

    private readonly Option<string> _evaluation = new("--evaluation") { Required = true, HelpName = "DIR|FILE", Description = "The folder that evaluate --output wrote, an eval_test folder of figures alone, or a classification report in CSV." };
    private readonly Option<string?> _model = new("--model") { HelpName = "DIR", Description = $"The model that was measured. The default is the model that comes with the tool (or that {ModelResolver.TextVariable} or {ModelResolver.AudioVariable} names), where it is the one that was measured. Adds its decision rule, its origin, its licence and its MODEL_CARD.md." };
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
            "emotionai report --evaluation eval_test --examples 0 --overwrite",
            "emotionai report --evaluation metrics_report.csv --output report.html")
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
        var place = result.GetValue(_evaluation)!;
        var output = result.GetValue(_output) ?? Path.Combine(File.Exists(place) ? Path.GetDirectoryName(place) ?? "" : place, FileName);
        AtomicFile.Check(output, result.GetValue(_overwrite));

        var report = Read(place, result.GetValue(_model), console, cancellationToken);
        report.ExampleCount = result.GetValue(_examples) ?? report.ExampleCount;
        var page = report.ToHtml();
        FontWarning.Write(console, report.Labels);
        OutputGate.Pass(output, () => AtomicFile.Write(output, Encoding.UTF8.GetBytes(page)));
        if (!OutputPlace.IsStream(output))
        {
            console.Output.WriteLine(PrintableText.Of(RawNames.Display(output), int.MaxValue));
        }

        return ExitCode.Success;
    }

    /// <summary>Reads the evaluation, and describes the model: the one that is named, which must fit, or the default one where it is the one that was measured.</summary>
    private static ModelReport Read(string place, string? model, CommandConsole console, CancellationToken cancellationToken)
    {
        var bundle = model is not null ? Models.Load(model, Models.Option, console) : ReportedModel.FindDefault(place, console);
        try
        {
            var classifier = bundle is null ? null : ReportedModel.MetadataOf(bundle, place);
            var report = ModelReport.Read(place, classifier, cancellationToken);
            if (bundle is not null && model is not null)
            {
                ReportedModel.RequireMeasured(bundle, report);
            }

            if (bundle is not null)
            {
                ReportedModel.Describe(bundle, classifier, report);
            }

            return report;
        }
        catch (EmotionAIException e) when (model is null && bundle is not null && e.Code == EmotionErrorCodes.InputInvalid)
        {
            console.Tell($"warning: the page leaves out the default model: {e.Message}");
            return ModelReport.Read(place, classifier: null, cancellationToken);
        }
    }
}
