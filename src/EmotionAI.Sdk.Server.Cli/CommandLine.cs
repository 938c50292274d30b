using System.CommandLine;
using System.CommandLine.Help;
using EmotionAI.Cli;

namespace EmotionAI.Server.Cli;

/// <summary>Puts the commands together, reads the arguments and runs what they say.</summary>
internal static class CommandLine
{
    public const string Name = "emotionai-serve";

    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs a command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandConsole console, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ExecuteAsync(args, console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (StartFault.Sentence(e) is { } sentence)
        {
            console.Tell($"{Name}: {sentence}");
            return ExitCode.Failure;
        }
    }

    /// <summary>Reads arguments, and says what is wrong with them.</summary>
    internal static (ParseResult Result, IReadOnlyList<string> Errors) Parse(string[] args, CommandConsole console)
    {
        var result = Build(console).Parse(args, Parser);
        return (result, result.Action is HelpTextAction or VersionAction ? [] : [.. result.Errors.Select(error => error.Message), .. Suggestion.ForCommands(result), .. UnknownOptions.Find(result)]);
    }

    private static async Task<int> ExecuteAsync(string[] args, CommandConsole console, CancellationToken cancellationToken)
    {
        var (result, errors) = Parse(args, console);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
            {
                console.Tell($"{Name}: {error}");
            }

            console.Tell($"Try '{string.Join(' ', [Name, .. Suggestion.PathOf(result.CommandResult.Command).Split(' ', StringSplitOptions.RemoveEmptyEntries)])} --help'.");
            return ExitCode.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,

            // The host of the server hears the signals itself; other verbs are cancelled, and waited for.
            ProcessTerminationTimeout = result.CommandResult.Command is RootCommand ? null : Timeout.InfiniteTimeSpan,
        };
        return await result.InvokeAsync(invocation, cancellationToken);
    }

    private static RootCommand Build(CommandConsole console)
    {
        var root = ServeCommand.Create(console);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
            {
                option.Action = new HelpTextAction(help, ServeCommand.Examples);
            }
            else if (option is VersionOption)
            {
                option.Action = new VersionAction();
            }
        }

        return root;
    }
}
