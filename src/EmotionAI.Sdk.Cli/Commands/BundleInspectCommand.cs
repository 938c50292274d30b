using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Output;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai bundle inspect</c>.</summary>
internal sealed class BundleInspectCommand
{
    private const string Table = "table";
    private const string Json = "json";

    private readonly Argument<string> _directory = new("DIR") { Description = "The model folder." };
    private readonly Option<string?> _format = new("--format") { Description = "The default is table on a terminal, and json else.", HelpName = "table|json" };

    private BundleInspectCommand()
    {
        _format.AcceptOnlyFromAmong(Table, Json);
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
            verb._format,
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

        var bundle = ModelBundle.Inspect(directory);
        if ((result.GetValue(_format) ?? (console.IsOutputTerminal ? Table : Json)) == Table)
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
