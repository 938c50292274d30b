using System.CommandLine;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options of the verbs that draw one picture, and writes it.</summary>
internal sealed class PictureOutput
{
    private readonly Option<string> _output = new("--output") { Required = true, HelpName = "FILE", Description = "The picture, .png or .svg." };
    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The title. The default says what is shown." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets FILE be replaced." };

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_title);
        command.Add(_overwrite);
    }

    public string? Title(ParseResult result) => result.GetValue(_title);

    /// <summary>Refuses, before the work, a file that may not be replaced.</summary>
    /// <exception cref="EmotionAIException">The file is there, and --overwrite is not given.</exception>
    public void Check(ParseResult result) => AtomicFile.Check(result.GetValue(_output)!, result.GetValue(_overwrite));

    /// <summary>Writes the picture, and says where; warns where labels cannot be read in it.</summary>
    public void Write(ParseResult result, Picture picture, CommandConsole console)
    {
        var output = result.GetValue(_output)!;
        OutputGate.Pass(output, () => picture.Save(output));
        FontWarning.Write(console, picture);
        if (!OutputPlace.IsStream(output))
        {
            console.Output.WriteLine(PrintableText.Of(RawNames.Display(output), int.MaxValue));
        }
    }
}
