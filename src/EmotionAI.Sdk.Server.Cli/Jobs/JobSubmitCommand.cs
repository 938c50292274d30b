using System.CommandLine;
using System.Globalization;
using EmotionAI.Cli;
using EmotionAI.Cli.Commands;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Is <c>emotionai-serve job submit</c>.</summary>
internal sealed class JobSubmitCommand
{
    private readonly QueueOption _queue;
    private readonly JobInputs _inputs = new();
    private readonly JobOutput _output = new();
    private readonly Option<string?> _job = new("--job") { HelpName = "ID", Description = "The id of the job: the same call again goes on where it was interrupted, or changes nothing. The default is a new one." };
    private readonly Option<bool> _audio = AudioOption.Create();
    private readonly Option<int?> _topK = NumberOption.Integer("--top-k", "Gives at most N labels. The default is the model's own.", 1);
    private readonly Option<double?> _threshold = NumberOption.Share("--threshold", "Accepts labels from this score on, 0 to 1. The default is the model's own thresholds.");
    private readonly Option<bool> _allScores = new("--all-scores") { Description = "Gives the score of every label too." };
    private readonly Option<bool> _logits = new("--logits") { Description = "Gives the outputs of the model before the activation too." };

    private JobSubmitCommand(CommandConsole console) => _queue = new QueueOption(console);

    public static Command Create(CommandConsole console)
    {
        var verb = new JobSubmitCommand(console);
        var command = new VerbCommand(
            "submit",
            "Hands inputs to a queue as a job, and prints its id. Its workers may be there already, or come later.",
            "emotionai-serve job submit --queue amqp://guest:guest@localhost --input reviews.csv --id-column id --job reviews-1",
            "emotionai-serve job submit --queue postgresql://me:secret@db/emotions --input reviews.txt --output emotions.jsonl",
            "emotionai-serve job submit --audio --input recordings.csv --id-column call");
        verb._queue.AddTo(command);
        verb._inputs.AddTo(command);
        foreach (var option in (Option[])[verb._job, verb._audio, verb._topK, verb._threshold, verb._allScores, verb._logits])
        {
            command.Add(option);
        }

        verb._output.AddTo(command);
        command.SetAction((result, cancellationToken) => verb._queue.RunAsync(result, (queue, token) => verb.RunAsync(result, queue, console, token), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, JobQueue queue, CommandConsole console, CancellationToken cancellationToken)
    {
        _output.Check(result);
        var job = new EmotionJob(queue, result.GetValue(_job) ?? $"job-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}");
        var settings = new JobSettings
        {
            Modality = AudioOption.Modality(result, _audio),
            TopK = result.GetValue(_topK),
            Threshold = result.GetValue(_threshold),
            AllScores = result.GetValue(_allScores),
            Logits = result.GetValue(_logits),
        };
        var progress = new CountLine<long>(console, "inputs", count => count);
        await job.SubmitAsync(_inputs.ReadAsync(result, settings.Modality, console), settings, progress, cancellationToken).ConfigureAwait(false);
        progress.Clear();
        return await _output.FinishAsync(result, job, console, cancellationToken).ConfigureAwait(false);
    }
}
