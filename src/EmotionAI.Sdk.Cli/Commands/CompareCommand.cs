using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai compare</c>.</summary>
internal sealed class CompareCommand
{
    private readonly Argument<string> _first = new("A") { Description = "The first model folder." };
    private readonly Argument<string> _second = new("B") { Description = "The second model folder, with the same labels." };
    private readonly DataOptions _data = new();
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Computes on N threads. The default is one for each core.", 1);
    private readonly FfmpegOption _ffmpeg = new();
    private readonly MeasureOptions _measure = new();

    private CompareCommand()
    {
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new CompareCommand();
        var command = new VerbCommand(
            "compare",
            "Measures two models on the same data: how much better B is, how sure that is, and where they disagree.",
            "emotionai compare models/old models/new --data test.csv",
            "emotionai compare models/audio/checkpoint models/audio-speechbrain/checkpoint --data ravdess --speakers 01 11 20 21")
        {
            verb._first,
            verb._second,
        };
        verb._data.AddTo(command);
        command.Add(verb._threads);
        command.Add(verb._ffmpeg.Option);
        verb._measure.AddTo(command);
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _data.TellInvalidLines(console);
        var (a, b) = Load(result, console);
        var first = Evaluate(result, a, console, cancellationToken);
        var second = Evaluate(result, b, console, cancellationToken);
        var comparison = ModelComparison.Compute(first, second, _measure.Bootstrap(result), cancellationToken);
        var (pathOfA, pathOfB) = (RawNames.Display(result.GetValue(_first)!), RawNames.Display(result.GetValue(_second)!));
        if (_measure.IsTable(result, console))
        {
            var (nameOfA, nameOfB) = Names(first.ModelId, second.ModelId, pathOfA, pathOfB);
            ComparisonTable.Write(console, comparison, nameOfA, nameOfB);
        }
        else
        {
            ComparisonJson.Write(console.Output, comparison, pathOfA, pathOfB);
        }

        ProblemReport.Write(console, first.Problems, first.LeftOutCount);
        return first.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Loads both models; one that is compared with itself is loaded, and its warnings told, once.</summary>
    private (ModelBundle First, ModelBundle Second) Load(ParseResult result, CommandConsole console)
    {
        var (firstName, secondName) = (result.GetValue(_first)!, result.GetValue(_second)!);
        var first = Models.Load(firstName, $"the argument {_first.Name}", console);
        return (first, FullName(firstName) == FullName(secondName) ? first : Models.Load(secondName, $"the argument {_second.Name}", console));
    }

    /// <summary>Names the models: by what they call themselves, and by their folders too where both say the same.</summary>
    private static (string A, string B) Names(string a, string b, string pathOfA, string pathOfB) =>
        a == b ? ($"{a} ({pathOfA})", $"{b} ({pathOfB})") : (a, b);

    private EvaluatedModel Evaluate(ParseResult result, ModelBundle bundle, CommandConsole console, CancellationToken cancellationToken)
    {
        var run = new ModelRun { Bundle = bundle, Taxonomy = _data.Taxonomy(result, bundle.Metadata!, console), Decoders = _ffmpeg.Decoders(result), Threads = result.GetValue(_threads), Console = console };
        var data = _data.Read(result, run.IsAudio, run.Labels);
        return run.Evaluate(data, _data.Map(result, run.Labels), _data.IsStrict(result), cancellationToken);
    }

    private static string FullName(string directory) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
}
