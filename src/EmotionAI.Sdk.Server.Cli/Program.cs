namespace EmotionAI.Server.Cli;

/// <summary>Starts the command line on the streams of this process.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, new ServerConsole(Console.Out, Console.Error) { Environment = Environment.GetEnvironmentVariable });
}
