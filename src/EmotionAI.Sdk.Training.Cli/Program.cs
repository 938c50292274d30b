namespace EmotionAI.Training.Cli;

/// <summary>Starts the command line on the streams of this process.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            // The second time the process ends at once.
            e.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        var console = new TrainingConsole(Console.Out, Console.Error) { IsOutputTerminal = !Console.IsOutputRedirected, IsErrorTerminal = !Console.IsErrorRedirected };
        return CommandLine.Run(args, console, cancellation.Token);
    }
}
