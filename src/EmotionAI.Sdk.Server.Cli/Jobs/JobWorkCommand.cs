using System.CommandLine;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Cli;
using EmotionAI.Cli.Commands;
using EmotionAI.Jobs;
using EmotionAI.Text;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Is <c>emotionai-serve job work</c>.</summary>
internal sealed class JobWorkCommand
{
    private const int LargestBatch = 1_024;
    private const double LongestIdle = 86_400;

    private readonly QueueOption _queue;
    private readonly Option<bool> _audio = AudioOption.Create();
    private readonly Option<string?> _model = new("--model") { HelpName = "DIR", Description = $"The model folder. The default is {ModelResolver.TextVariable} or {ModelResolver.AudioVariable}, then the model that comes with the tool. All workers should have the same." };
    private readonly Option<bool> _mock = new("--mock") { Description = "Lets a mock answer: fixed results that mean nothing." };
    private readonly Option<int?> _batchSize = NumberOption.Integer("--batch-size", "Takes up to N inputs at once. The default is 64 texts, or 8 recordings.", 1, LargestBatch);
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Computes on N threads. The default is one for each core: of several workers on a machine give each its share.", 1);
    private readonly Option<double?> _idle = NumberOption.Seconds("--idle", "Ends after so many seconds without inputs. The default is never.", 1, LongestIdle);

    private JobWorkCommand(CommandConsole console) => _queue = new QueueOption(console);

    public static Command Create(CommandConsole console)
    {
        var verb = new JobWorkCommand(console);
        var command = new VerbCommand(
            "work",
            "Classifies inputs of every job in a queue until it is stopped; what is in hand then is finished.",
            "emotionai-serve job work --queue amqp://guest:guest@localhost",
            "emotionai-serve job work --queue postgresql://me:secret@db/emotions --model models/tweets --threads 2",
            "emotionai-serve job work --audio --idle 60");
        verb._queue.AddTo(command);
        foreach (var option in (Option[])[verb._audio, verb._model, verb._mock, verb._batchSize, verb._threads, verb._idle])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(verb._model) is not null && result.GetResult(verb._mock) is not null)
            {
                result.AddError("--model and --mock exclude each other.");
            }
        });
        command.SetAction((result, cancellationToken) => verb._queue.RunAsync(result, (queue, token) => verb.RunAsync(result, queue, console, token), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, JobQueue queue, CommandConsole console, CancellationToken cancellationToken)
    {
        var modality = AudioOption.Modality(result, _audio);
        var mock = result.GetValue(_mock);
        var choice = EmotionAI.Cli.Models.Choose(modality, result.GetValue(_model), mock ? true : null, console);
        if (choice.IsMock && !mock)
        {
            console.Tell($"warning: {choice.MockWarning}");
        }

        var options = new JobWorkerOptions { BatchSize = result.GetValue(_batchSize), IdleTimeout = result.GetValue(_idle) is { } idle ? TimeSpan.FromSeconds(idle) : null };
        var threads = result.GetValue(_threads);
        using IEmotionClassifier classifier = modality == ModelModality.Text
            ? EmotionAI.Cli.Models.CreateText(choice, new TextEmotionOptions { Threads = threads }, console)
            : EmotionAI.Cli.Models.CreateAudio(choice, new AudioEmotionOptions { Threads = threads, Decoders = [.. AudioCodecs.All] }, console);
        var worker = classifier is IEmotionClassifier<string> text
            ? new EmotionJobWorker(queue, text, options)
            : new EmotionJobWorker(queue, (IEmotionClassifier<AudioClip>)classifier, options);
        console.Tell($"emotionai-serve: working on {(modality == ModelModality.Text ? "texts" : "recordings")} from {queue.Address} with {classifier.Metadata.ModelId}");
        var progress = new CountLine<long>(console, "inputs", count => count);
        var done = await worker.RunAsync(progress, cancellationToken).ConfigureAwait(false);
        progress.Clear();
        console.Tell(Invariant($"emotionai-serve: {done} inputs done"));
        return ExitCode.Success;
    }
}
