using System.CommandLine;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options of the folder that figures, answers and pictures go to.</summary>
internal sealed class OutputOptions
{
    private const string Png = "png";
    private const string Svg = "svg";
    private const string None = "none";

    private readonly Option<string?> _output;
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets files in DIR be replaced." };
    private readonly Option<string> _pictures = new("--pictures") { HelpName = "png|svg|none", Description = "How to draw the pictures in DIR.", DefaultValueFactory = static _ => Png };

    /// <param name="remark">What else is to be said of the folder.</param>
    public OutputOptions(string remark = "")
    {
        _output = new("--output") { HelpName = "DIR", Description = $"Writes the files of an eval_test folder: metrics, report, confusion matrix, pictures, answers.{remark}" };
        _pictures.AcceptOnlyFromAmong(Png, Svg, None);
    }

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_overwrite);
        command.Add(_pictures);
    }

    /// <summary>Gets the folder, checked before the work begins; null where nothing is to be written.</summary>
    /// <exception cref="EmotionAIException">The folder has files that may not be replaced, or is none.</exception>
    public string? Directory(ParseResult result)
    {
        var directory = result.GetValue(_output);
        if (directory is not null)
        {
            Check(directory, result.GetValue(_overwrite));
        }

        return directory;
    }

    /// <summary>Checks a folder that is to be written.</summary>
    /// <exception cref="EmotionAIException">It has files that may not be replaced, or is none.</exception>
    public static void Check(string directory, bool overwrite)
    {
        if (File.Exists(directory))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{directory}' is a file, and --output names a folder; name another place.", directory);
        }

        if (!overwrite && System.IO.Directory.Exists(directory) && System.IO.Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The folder '{directory}' is not empty; name another one, or add --overwrite.", directory);
        }
    }

    /// <summary>Writes the folder, where one was named, with other files beside the usual ones; tells the console where pictures lack a font.</summary>
    public void Write(ParseResult result, CommandConsole console, ModelMeasurement measurement, Func<ModelMeta> meta, params IEnumerable<(string Name, byte[] Bytes)> others)
    {
        if (result.GetValue(_output) is not { } directory)
        {
            return;
        }

        var artefacts = measurement.ToArtefacts(meta());
        var pictures = result.GetValue(_pictures)!;
        if (pictures != None)
        {
            FontWarning.Write(console, measurement.Evaluated.Labels);
            foreach (var (name, picture) in measurement.DrawPictures())
            {
                artefacts.Add($"{name}.{pictures}", pictures == Svg ? picture.ToSvg() : picture.ToPng());
            }
        }

        foreach (var (name, bytes) in others)
        {
            artefacts.Add(name, bytes);
        }

        OutputGate.Pass(directory, () => artefacts.WriteTo(directory, result.GetValue(_overwrite)));
    }

    /// <summary>Writes the folder of a model of quantities, which has no pictures, where one was named.</summary>
    public void Write(ParseResult result, DimensionMeasurement measurement, Func<ModelMeta> meta)
    {
        if (result.GetValue(_output) is { } directory)
        {
            var artefacts = measurement.ToArtefacts(meta());
            OutputGate.Pass(directory, () => artefacts.WriteTo(directory, result.GetValue(_overwrite)));
        }
    }
}
