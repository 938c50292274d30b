using System.CommandLine;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai serve</c>, all of whose arguments are the other tool's.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var command = new VerbCommand(
            "serve",
            $"Serves emotion recognition over HTTP, with a page that listens. The tool {SisterTool.Server.Command} does it; '{SisterTool.Server.Command} --help' lists its options.",
            "emotionai serve",
            "emotionai serve --port 8080 --model tickets=models/tickets")
        {
            TreatUnmatchedTokensAsErrors = false,
            HandsOver = true,
        };
        command.SetAction(result => SisterTool.Server.HandOver(result.Tokens.Skip(1).Select(token => token.Value), console, cancellationToken));
        return command;
    }
}
