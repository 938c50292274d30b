using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Server.Cli.Jobs;
using EmotionAI.Tests.Servers;

namespace EmotionAI.Tests.Jobs;

/// <summary>Runs <c>emotionai-serve job</c> in this process, and <c>emotionai</c> in one of its own.</summary>
internal static class JobTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>The exit code, 130 where it took too long, and what was written.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var patience = new CancellationTokenSource(Patience);
        var exitCode = await JobCommand.Create(new CommandConsole { Input = TextReader.Null, Output = output, Error = error, Environment = Environment.GetEnvironmentVariable })
            .Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, patience.Token);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Gives the lines of the single process.</summary>
    public static string[] Classify(params string[] arguments)
    {
        using var tool = new RunningProgram("dotnet", [Path.Combine(AppContext.BaseDirectory, "emotionai.dll"), "classify", .. arguments, "--format", "jsonl"]);
        tool.WaitForEnd();
        return [.. tool.Output];
    }
}
