using EmotionAI.Cli;
using EmotionAI.Formats;

namespace EmotionAI.Server.Cli;

/// <summary>Starts the command line on the streams of this process.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, new CommandConsole
    {
        Input = new EncodedReader(Console.OpenStandardInput()),
        Output = Console.Out,
        Error = Console.Error,
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Environment = Environment.GetEnvironmentVariable,
    });
}
