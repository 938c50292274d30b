using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Formats;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Waits for a job and writes its results, where that is asked.</summary>
internal sealed class JobOutput
{
    private readonly Option<bool> _wait = new("--wait") { Description = "Waits until every input has a result." };
    private readonly Option<string?> _output = new("--output") { HelpName = "FILE", Description = "Waits, and writes the results in the order of the inputs: JSON lines, as emotionai classify writes them." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces a file that is there." };

    public void AddTo(Command command)
    {
        command.Add(_wait);
        command.Add(_output);
        command.Add(_overwrite);
    }

    /// <summary>Checks, before any work, that the file may be written.</summary>
    /// <exception cref="EmotionAIException">It exists, and may not be replaced.</exception>
    public void Check(ParseResult result)
    {
        if (result.GetValue(_output) is { } path)
        {
            AtomicFile.Check(path, result.GetValue(_overwrite));
        }
    }

    /// <returns>One of <see cref="ExitCode"/>; a failure where an input failed.</returns>
    public async Task<int> FinishAsync(ParseResult result, EmotionJob job, CommandConsole console, CancellationToken cancellationToken)
    {
        var path = result.GetValue(_output);
        if (path is null && !result.GetValue(_wait))
        {
            JobStatusJson.Write(console.Output, await job.GetStatusAsync(cancellationToken).ConfigureAwait(false));
            return ExitCode.Success;
        }

        var progress = new CountLine<JobStatus>(console, "results", now => now.Done);
        var status = await job.WaitAsync(progress, cancellationToken).ConfigureAwait(false);
        progress.Clear();
        if (path is not null)
        {
            await job.WriteResultsAsync(path, cancellationToken).ConfigureAwait(false);
        }

        JobStatusJson.Write(console.Output, status);
        return status.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
