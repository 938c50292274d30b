using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Training;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Heads;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai train text</c> and <c>emotionai train audio</c>.</summary>
internal sealed class TrainCommand
{
    private const string Head = "head";
    private const string FineTune = "fine-tune";
    private const string Ecapa = "ecapa";

    private readonly ModelModality _modality;
    private readonly Argument<string> _data = new("DATA") { Description = "The prepared data: a folder that 'emotionai prepare' wrote, or its manifest.jsonl." };
    private readonly Option<string> _method = new("--method") { HelpName = "NAME", DefaultValueFactory = static _ => Head };
    private readonly Option<string?> _model = new("--model") { HelpName = "DIR" };
    private readonly Option<string> _output = new("--output") { Required = true, HelpName = "DIR", Description = "Writes the model folder there, with eval_test beside it, whole or not at all. An interrupted run with the same DIR goes on where it stopped." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets files in DIR be replaced." };
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The name of the new model. The default is the name of the encoder with -head." };
    private readonly Option<int?> _augment = NumberOption.Integer("--augment", "Learns from N altered copies of each clip too: speed, noise, level, telephone band. The default is 0.", 0, 20);
    private readonly Option<int?> _folds = NumberOption.Integer("--folds", "The folds of the cross-validation. The default is 5.", 2, 100);
    private readonly Option<bool> _noCurve = new("--no-curve") { Description = "Leaves out the learning curve, which tells what more data would bring." };
    private readonly Option<int?> _timeLimit = NumberOption.Integer("--time-limit", "Stops after N seconds; what was computed is kept for the next run.", 1);
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Computes on N threads. The default is one for each core.", 1);
    private readonly FfmpegOption _ffmpeg = new();
    private readonly MeasureOptions _measure = new();

    private TrainCommand(ModelModality modality)
    {
        _modality = modality;
        var (variable, torch) = modality == ModelModality.Text ? (ModelResolver.TextVariable, FineTune) : (ModelResolver.AudioVariable, Ecapa);
        _method.Description = $"How to train: {Head} (the default: one layer on a frozen encoder, within minutes), or {torch} (the whole network; the tool {SisterTool.Training.Command} does it).";
        _method.AcceptOnlyFromAmong(Head, torch);
        _model.Description = $"The folder of the model whose encoder is used. The default is {variable}, then the model that comes with the tool.";
    }

    public static Command Create(ModelModality modality, CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new TrainCommand(modality);
        var command = modality == ModelModality.Text
            ? new VerbCommand(
                "text",
                "Trains a text model on texts whose labels are known, and measures it.",
                "emotionai train text prepared/goemotions --output models/tweets",
                "emotionai train text prepared/goemotions --model models/roberta-base --method fine-tune --output models/tweets")
            : new VerbCommand(
                "audio",
                "Trains a speech model on recordings whose label is known, and measures it.",
                "emotionai train audio prepared/calls --output models/calls",
                "emotionai train audio prepared/ravdess --augment 3 --seed 7 --output models/ravdess --overwrite");
        command.Add(verb._data);
        Option[] options = [verb._method, verb._model, verb._output, verb._overwrite, verb._name, verb._folds, verb._noCurve, verb._timeLimit, verb._threads];
        foreach (var option in modality == ModelModality.Audio ? [.. options, verb._augment, verb._ffmpeg.Option] : options)
        {
            command.Add(option);
        }

        verb._measure.AddTo(command);
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        if (result.GetValue(_method) != Head)
        {
            return SisterTool.Training.HandOver(result.Tokens.Skip(1).Select(token => token.Value), console, cancellationToken);
        }

        var output = result.GetValue(_output)!;
        var cache = $"{Path.TrimEndingDirectorySeparator(output)}.partial.features";
        OutputOptions.Check(output, result.GetValue(_overwrite));
        var data = PreparedDataset.Read(result.GetValue(_data)!);
        var progress = new StageProgress(console);
        TrainedHead head;
        ModelMeasurement measurement;
        try
        {
            head = Train(result, data, cache, progress, console, cancellationToken);
            measurement = Write(result, head, output, cancellationToken);
        }
        finally
        {
            progress.Clear();
        }

        File.Delete(cache);
        if (_measure.IsTable(result, console))
        {
            TrainedHeadTable.Write(console, head, measurement, output);
        }
        else
        {
            TrainedHeadJson.Write(console.Output, head, measurement);
        }

        foreach (string remark in head.Remarks)
        {
            console.Tell($"warning: {remark}");
        }

        ProblemReport.Write(console, head.Problems, 0);
        return head.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private ModelMeasurement Write(ParseResult result, TrainedHead head, string output, CancellationToken cancellationToken)
    {
        ModelMeasurement? measurement = null;
        OutputGate.Pass(output, () => measurement = head.WriteTo(output, result.GetValue(_overwrite), _measure.Bootstrap(result), cancellationToken));
        return measurement!;
    }

    private TrainedHead Train(ParseResult result, PreparedDataset data, string cache, StageProgress progress, CommandConsole console, CancellationToken cancellationToken)
    {
        if (_modality == ModelModality.Text)
        {
            var text = Set(new TextHeadOptions(), result, cache, progress);
            TrainingForecastLine.Tell(console, cache, () => TextHeadTrainer.Forecast(data, text, cancellationToken));
            return TextHeadTrainer.Train(data, text, cancellationToken);
        }

        var copies = result.GetValue(_augment) ?? 0;
        var speech = Set(new SpeechHeadOptions { Decoders = [.. _ffmpeg.Decoders(result)] }, result, cache, progress);
        speech.Augmentation = copies > 0 ? new SpeechAugmentation { Copies = copies } : null;
        TrainingForecastLine.Tell(console, cache, () => SpeechHeadTrainer.Forecast(data, speech, cancellationToken));
        return SpeechHeadTrainer.Train(data, speech, cancellationToken);
    }

    private T Set<T>(T options, ParseResult result, string cache, StageProgress progress)
        where T : HeadOptions
    {
        options.Encoder = result.GetValue(_model);
        options.ModelName = result.GetValue(_name);
        options.Folds = result.GetValue(_folds) ?? options.Folds;
        options.Seed = (int)_measure.Bootstrap(result).Seed;
        options.Threads = result.GetValue(_threads);
        options.DrawsLearningCurve = !result.GetValue(_noCurve);
        options.CachePath = cache;
        options.TimeLimit = result.GetValue(_timeLimit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        options.Progress = progress;
        return options;
    }
}
