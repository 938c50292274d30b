using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Is <c>emotionai-serve job remove</c>.</summary>
internal static class JobRemoveCommand
{
    public static Command Create(CommandConsole console)
    {
        var (queueOption, job) = (new QueueOption(console), new Argument<string>("JOB") { Description = "The id of the job." });
        var command = new VerbCommand(
            "remove",
            "Removes a job with its results from the queue.",
            "emotionai-serve job remove reviews-1 --queue amqp://guest:guest@localhost")
        {
            job,
        };
        queueOption.AddTo(command);
        command.SetAction((result, cancellationToken) => queueOption.RunAsync(
            result,
            async (queue, token) =>
            {
                await new EmotionJob(queue, result.GetValue(job)!).RemoveAsync(token).ConfigureAwait(false);
                return ExitCode.Success;
            },
            cancellationToken));
        return command;
    }
}
