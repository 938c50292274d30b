using System.CommandLine;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Plots;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai plot confusion-matrix</c>.</summary>
internal sealed class PlotConfusionMatrixCommand
{
    private const string None = "none";
    private const string Row = "row";

    private readonly Option<string> _input = new("--input") { Required = true, HelpName = "FILE|DIR", Description = "The matrix, rows = truth: confusion_matrix.npy, or the eval_test folder with it." };
    private readonly Option<string?> _labels = new("--labels") { HelpName = "FILE", Description = "The labels in index order. The default is labels.json beside the matrix." };
    private readonly Option<string> _output = new("--output") { Required = true, HelpName = "FILE", Description = "The picture, .png or .svg." };
    private readonly Option<string> _normalize = new Option<string>("--normalize") { HelpName = "none|row", Description = "Shows counts, or the share of each row.", DefaultValueFactory = static _ => None };
    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The title. The default says what is shown." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets FILE be replaced." };

    private PlotConfusionMatrixCommand()
    {
        _normalize.AcceptOnlyFromAmong(None, Row);
    }

    public static Command Create(CommandConsole console)
    {
        var verb = new PlotConfusionMatrixCommand();
        var command = new VerbCommand(
            "confusion-matrix",
            "Draws a confusion matrix.",
            "emotionai plot confusion-matrix --input models/speech/eval_test --output confusion_matrix.png",
            "emotionai plot confusion-matrix --input confusion_matrix.npy --labels labels.json --output confusion_matrix.svg --normalize row --overwrite")
        {
            verb._input,
            verb._labels,
            verb._output,
            verb._normalize,
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
        var options = new ConfusionMatrixPlotOptions
        {
            IsRowNormalized = result.GetValue(_normalize) == Row,
            Title = result.GetValue(_title),
        };
        var input = result.GetValue(_input)!;
        var matrix = Directory.Exists(input) ? Path.Combine(input, EvaluationArtefacts.ConfusionMatrixFileName) : input;
        var picture = ConfusionMatrixPlot.Read(matrix, result.GetValue(_labels) ?? LabelsBeside(matrix), options);
        picture.Save(output);
        FontWarning.Write(console, picture);
        if (!OutputPlace.IsStream(output))
        {
            console.Output.WriteLine(PrintableText.Of(RawNames.Display(output), int.MaxValue));
        }

        return ExitCode.Success;
    }

    private static string LabelsBeside(string matrix)
    {
        var path = Path.Combine(Path.GetDirectoryName(matrix) ?? "", LabelsFile.FileName);
        return File.Exists(path) ? path : throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist: the matrix has no labels beside it; name their file with --labels.", path);
    }
}
