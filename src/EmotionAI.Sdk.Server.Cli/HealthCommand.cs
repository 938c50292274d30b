using System.CommandLine;
using EmotionAI.Cli;

namespace EmotionAI.Server.Cli;

/// <summary>Asks a server whether it is ready; for the health check of a container, whose image has no other client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(CommandConsole console)
    {
        var url = new Argument<string>("URL") { Description = "The address of the server.", DefaultValueFactory = _ => Invariant($"http://{ServeOptions.DefaultHost}:{ServeOptions.DefaultPort}") };
        url.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                result.AddError($"The address is '{result.Tokens[0].Value}'; allowed: http://HOST:PORT.");
            }
        });
        var command = new VerbCommand("health", "Asks a server whether it is ready: prints its answer, and ends with 0 where it is and 1 where it is not.", $"{CommandLine.Name} health", $"{CommandLine.Name} health http://127.0.0.1:8080") { url };
        command.SetAction((result, cancellationToken) => AskAsync(new Uri(result.GetRequiredValue(url)), console, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, CommandConsole console, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(url, "/health/ready"), cancellationToken);
            console.Output.WriteLine(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? ExitCode.Success : ExitCode.Failure;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            console.Tell($"{CommandLine.Name}: {url} does not answer: {(e is TaskCanceledException ? Invariant($"nothing came in {Patience.TotalSeconds} s.") : e.Message)}");
            return ExitCode.Failure;
        }
    }
}
