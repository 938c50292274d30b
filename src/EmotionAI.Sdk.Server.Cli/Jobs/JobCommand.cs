using System.CommandLine;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Is <c>emotionai-serve job</c>: durable jobs over RabbitMQ or PostgreSQL.</summary>
internal static class JobCommand
{
    public static Command Create() => new("job", "Has many texts or recordings classified by workers on many machines, and puts the results into one file.")
    {
        JobSubmitCommand.Create(),
        JobWorkCommand.Create(),
        JobStatusCommand.Create(),
        JobRemoveCommand.Create(),
    };
}
