using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai bundle inspect</c>.</summary>
internal sealed class BundleInspectCommand
{
    private readonly Argument<string> _directory = new("DIR") { Description = "The model folder." };
    private readonly FormatOption _format = new();

    private BundleInspectCommand()
    {
    }

    public static Command Create(CommandConsole console)
    {
        var verb = new BundleInspectCommand();
        var command = new VerbCommand(
            "inspect",
            "Says what a model folder is, and lists every problem. The exit code is 1 where it cannot be used.",
            "emotionai bundle inspect models/tweets",
            "emotionai bundle inspect models/tweets --format json")
        {
            verb._directory,
            verb._format.Option,
        };
        command.SetAction(result => verb.Run(result, console));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console)
    {
        var directory = result.GetValue(_directory)!;
        if (string.IsNullOrWhiteSpace(directory))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, "The name of the model folder is empty.");
        }

        var bundle = ModelBundle.Inspect(directory, null, "the argument DIR");
        if (_format.IsTable(result, console))
        {
            BundleTable.Write(console, bundle);
        }
        else
        {
            BundleJson.Write(console.Output, bundle);
        }

        return bundle.IsUsable ? ExitCode.Success : ExitCode.Failure;
    }
}
