using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Is <c>emotionai-serve job status</c>.</summary>
internal static class JobStatusCommand
{
    public static Command Create(CommandConsole console)
    {
        var (queueOption, output, job) = (new QueueOption(console), new JobOutput(), new Argument<string>("JOB") { Description = "The id of the job." });
        var command = new VerbCommand(
            "status",
            "Tells how far a job is; writes its results when it is complete, where that is asked.",
            "emotionai-serve job status reviews-1 --queue amqp://guest:guest@localhost",
            "emotionai-serve job status reviews-1 --output emotions.jsonl")
        {
            job,
        };
        queueOption.AddTo(command);
        output.AddTo(command);
        command.SetAction((result, cancellationToken) => queueOption.RunAsync(
            result,
            (queue, token) =>
            {
                output.Check(result);
                return output.FinishAsync(result, new EmotionJob(queue, result.GetValue(job)!), console, token);
            },
            cancellationToken));
        return command;
    }
}
