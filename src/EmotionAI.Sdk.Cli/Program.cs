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
        return CommandLine.Run(args, streams.CommandConsole, cancellation.Token);
    }
}
