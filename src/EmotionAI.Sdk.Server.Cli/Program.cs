using System.CommandLine;
using System.CommandLine.Help;
using EmotionAI.Cli;
using EmotionAI.Server.Cli.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Server.Cli;

/// <summary>Starts the server, or runs a verb of jobs.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args is ["job", ..] ? RunJobAsync(args) : ServeAsync(args);

    private static Task<int> RunJobAsync(string[] args)
    {
        var root = new RootCommand("Serves emotion recognition.") { JobCommand.Create() };
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpTextAction((HelpAction)option.Action!);
        }

        var result = root.Parse(args);
        return result.Errors.Count > 0 && result.Action is not HelpTextAction
            ? UsageAsync(result)
            : result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
    }

    private static async Task<int> UsageAsync(ParseResult result)
    {
        foreach (var error in result.Errors)
        {
            await Console.Error.WriteLineAsync($"emotionai-serve: {error.Message}").ConfigureAwait(false);
        }

        return ExitCode.Usage;
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddEmotionAI().AddServer();
        var app = builder.Build();
        app.MapEmotionAI();
        await app.RunAsync().ConfigureAwait(false);
        return ExitCode.Success;
    }
}
