using System.CommandLine;
using System.CommandLine.Help;
using EmotionAI.Cli;

namespace EmotionAI.Training.Cli;

/// <summary>Puts the verbs together, reads the arguments and runs the verb.</summary>
internal static class CommandLine
{
    private const string Name = "emotionai-train";

    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs a command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TrainingConsole console, CancellationToken cancellationToken)
    {
        try
        {
            return Execute(args, console, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.Tell($"{Name}: cancelled; with --checkpoints the same call goes on.");
            return ExitCode.Cancelled;
        }
        catch (EmotionAIException e)
        {
            console.Tell($"{Name}: {e.Message}");
            return ExitCode.Failure;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.Tell($"{Name}: {e.Message}");
            return ExitCode.Failure;
        }
    }

    private static int Execute(string[] args, TrainingConsole console, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Trains emotion models with torch: text models of BERT's kind, and SpeechBrain's ECAPA-TDNN.")
        {
            TextCommand.Create(console, cancellationToken),
            AudioCommand.Create(console, cancellationToken),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpTextAction((HelpAction)option.Action!);
        }

        var result = root.Parse(args, Parser);
        if (result.Errors.Count > 0 && result.Action is not (HelpTextAction or null))
        {
            foreach (var error in result.Errors)
            {
                console.Tell($"{Name}: {error.Message}");
            }

            console.Tell($"Try '{Name} --help'.");
            return ExitCode.Usage;
        }

        return result.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
