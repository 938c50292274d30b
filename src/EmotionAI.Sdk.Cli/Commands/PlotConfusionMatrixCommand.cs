using System.CommandLine;
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
    private readonly PictureOutput _picture = new();
    private readonly Option<string> _normalize = new Option<string>("--normalize") { HelpName = "none|row", Description = "Shows counts, or the share of each row.", DefaultValueFactory = static _ => None };

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
            verb._normalize,
        };
        verb._picture.AddTo(command);
        command.SetAction(result => verb.Run(result, console));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console)
    {
        _picture.Check(result);
        var input = result.GetValue(_input)!;
        var matrix = Directory.Exists(input) ? Path.Combine(input, EvaluationArtefacts.ConfusionMatrixFileName) : input;
        var picture = Picture.ReadConfusionMatrix(matrix, result.GetValue(_labels) ?? LabelsBeside(matrix), result.GetValue(_normalize) == Row, _picture.Title(result));
        _picture.Write(result, picture, console);
        return ExitCode.Success;
    }

    private static string LabelsBeside(string matrix)
    {
        var path = Path.Combine(Path.GetDirectoryName(matrix) ?? "", LabelsFile.FileName);
        return File.Exists(path) ? path : throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist: the matrix has no labels beside it; name their file with --labels.", path);
    }
}
