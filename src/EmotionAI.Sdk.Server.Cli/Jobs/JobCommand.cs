using System.CommandLine;
using EmotionAI.Cli;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Is <c>emotionai-serve job</c>: durable jobs over RabbitMQ or PostgreSQL.</summary>
internal static class JobCommand
{
    public static Command Create(CommandConsole console) => new("job", "Has many texts or recordings classified by workers on many machines, and puts the results into one file.")
    {
        JobSubmitCommand.Create(console),
        JobWorkCommand.Create(console),
        JobStatusCommand.Create(console),
        JobRemoveCommand.Create(console),
    };
}
