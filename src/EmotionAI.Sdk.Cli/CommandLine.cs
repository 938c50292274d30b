using System.CommandLine;
using System.CommandLine.Help;
using EmotionAI.Bundles;
using EmotionAI.Cli.Commands;

namespace EmotionAI.Cli;

/// <summary>Puts the verbs together, reads the arguments and runs the verb.</summary>
internal static class CommandLine
{
    private const string Name = "emotionai";

    // '@name' is how many texts begin, and never names a file of arguments.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs a command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, CommandConsole console, CancellationToken cancellationToken = default)
    {
        try
        {
            var exitCode = Execute(args, console, cancellationToken);
            console.Output.Flush();
            return exitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.Output.Flush();
            return ExitCode.Cancelled;
        }
        catch (EmotionAIException e)
        {
            console.Output.Flush();
            console.Tell($"{Name}: {e.Message}");
            return ExitCode.Failure;
        }
        catch (IOException e) when (BrokenPipe.Is(e))
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.Tell($"{Name}: {e.Message}");
            return ExitCode.Failure;
        }
    }

    /// <summary>Reads arguments, and says what is wrong with them.</summary>
    internal static (ParseResult Result, IReadOnlyList<string> Errors) Parse(string[] args, CommandConsole console, CancellationToken cancellationToken = default)
    {
        var result = Build(console, cancellationToken).Parse(args, Parser);
        var asksForHelp = result.Action is HelpTextAction or VersionAction;
        return (result, asksForHelp ? [] : [.. result.Errors.Select(error => error.Message), .. Suggestion.ForCommands(result), .. UnknownOptions.Find(result), .. UnusableNames.Find(result)]);
    }

    private static int Execute(string[] args, CommandConsole console, CancellationToken cancellationToken)
    {
        var (result, errors) = Parse(args, console, cancellationToken);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
            {
                console.Tell($"{Name}: {error}");
            }

            console.Tell($"Try '{PathOf(result.CommandResult.Command)} --help'.");
            return ExitCode.Usage;
        }

        return result.Invoke(new InvocationConfiguration
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static RootCommand Build(CommandConsole console, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Recognises emotions in text and speech, in process and offline. Prints tables on a terminal, and JSON lines for programs.")
        {
            new Command("classify", "Finds the emotions in texts or audio files.")
            {
                ClassifyTextCommand.Create(console, cancellationToken),
                ClassifyAudioCommand.Create(console, cancellationToken),
            },
            new Command("evaluate", "Measures models on data whose labels are known.")
            {
                EvaluateModelCommand.Create(ModelModality.Text, console, cancellationToken),
                EvaluateModelCommand.Create(ModelModality.Audio, console, cancellationToken),
                EvaluatePredictionsCommand.Create(console, cancellationToken),
            },
            CalibrateCommand.Create(console, cancellationToken),
            new Command("prepare", "Makes data ready to train on.")
            {
                PrepareCommand.Create(ModelModality.Text, console, cancellationToken),
                PrepareCommand.Create(ModelModality.Audio, console, cancellationToken),
            },
            CompareCommand.Create(console, cancellationToken),
            ReportCommand.Create(console, cancellationToken),
            new Command("train", "Trains models on data whose labels are known.")
            {
                TrainCommand.Create(ModelModality.Text, console, cancellationToken),
                TrainCommand.Create(ModelModality.Audio, console, cancellationToken),
            },
            ServeCommand.Create(console, cancellationToken),
            new Command("plot", "Draws pictures.")
            {
                PlotConfusionMatrixCommand.Create(console),
                PlotF1Command.Create(console),
            },
            new Command("bundle", "Looks into model folders.")
            {
                BundleInspectCommand.Create(console),
            },
            new Command("export", "Writes models in another form.")
            {
                ExportOnnxCommand.Create(console),
            },
            TokenizeCommand.Create(console, cancellationToken),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
            {
                option.Action = new HelpTextAction(help);
            }
            else if (option is VersionOption)
            {
                option.Action = new VersionAction();
            }
        }

        return root;
    }

    private static string PathOf(Command command)
    {
        var path = Suggestion.PathOf(command);
        return path.Length == 0 ? Name : $"{Name} {path}";
    }
}
