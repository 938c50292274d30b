using EmotionAI.Cli.Input;

namespace EmotionAI.Cli;

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
        using var streams = new ProcessStreams();
        var exitCode = Interruption.Run(() => CommandLine.Run(RawNames.Restore(args), streams.CommandConsole, cancellation.Token), cancellation.Token);
        if (cancellation.IsCancellationRequested)
        {
            // A thread that is left behind in a read would hold up the end of the process.
            Environment.Exit(exitCode);
        }

        return exitCode;
    }
}
