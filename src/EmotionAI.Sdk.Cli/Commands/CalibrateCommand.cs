using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai calibrate</c>.</summary>
internal sealed class CalibrateCommand
{
    private readonly Option<string> _model = new("--model") { Required = true, HelpName = "DIR", Description = "The model folder. Its inference_config.json is written." };
    private readonly DataOptions _data = new();
    private readonly Option<CalibrationObjective> _objective = new("--objective") { HelpName = "NAME", Description = "What to fit thresholds for: macro-f1 (the default), micro-f1, or precision=0.9 (the largest recall at that precision)." };
    private readonly Option<string?> _scheme = new("--scheme") { HelpName = "NAME", Description = "How to fit: guarded (the default for macro-f1: smoothed, and no cut of a precision under .25), per-class (the bare best cut of each label), global (one for all), or cv (the best of the three by cross-validation)." };
    private readonly Option<int?> _folds = NumberOption.Integer("--cv-folds", "The folds of the cross-validation. The default is 5.", 2, 100);
    private readonly Option<string?> _output = new("--output") { HelpName = "DIR", Description = "Writes inference_config.json and calibration.json there, and leaves the model folder as it is." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets inference_config.json and calibration.json be replaced; the other settings of the model are kept." };
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Computes on N threads. The default is one for each core.", 1);
    private readonly Option<int?> _seed = NumberOption.Integer("--seed", "The seed of the folds. The default is 1.", 0);
    private readonly FfmpegOption _ffmpeg = new();
    private readonly FormatOption _format = new();

    private CalibrateCommand()
    {
        _objective.CustomParser = result =>
        {
            var objective = CalibrationObjective.Parse(result.Tokens[0].Value);
            if (objective is null)
            {
                result.AddError($"--objective is '{result.Tokens[0].Value}'; allowed: {CalibrationObjective.Allowed}.");
            }

            return objective;
        };
        _scheme.AcceptOnlyFromAmong(ThresholdCalibration.Guarded, ThresholdCalibration.PerClass, ThresholdCalibration.Global, ThresholdCalibration.CrossValidated);
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new CalibrateCommand();
        var command = new VerbCommand(
            "calibrate",
            "Fits the thresholds of a multi-label model, or the temperature of a single-label one, to dev data, and writes inference_config.json.",
            "emotionai calibrate --model models/tweets/model --data goemotions/dev.tsv --overwrite",
            "emotionai calibrate --model models/tweets/model --data dev.csv --objective precision=0.9 --output tuned",
            "emotionai calibrate --model models/speech/checkpoint --data ravdess --speakers 02 05 --overwrite")
        {
            verb._model,
        };
        verb._data.AddTo(command);
        foreach (var option in (Option[])[verb._objective, verb._scheme, verb._folds, verb._seed, verb._output, verb._overwrite, verb._threads, verb._ffmpeg.Option, verb._format.Option])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(verb._scheme)?.Tokens is [{ Value: ThresholdCalibration.Guarded or ThresholdCalibration.CrossValidated }] && result.GetResult(verb._objective)?.Tokens is [{ Value: not "macro-f1" }])
            {
                result.AddError("--scheme guarded and cv are for --objective macro-f1; per-class and global are for every objective.");
            }
        });
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _data.TellInvalidLines(console);
        var bundle = Models.Load(result.GetValue(_model)!, Models.Option, console);
        var output = result.GetValue(_output) ?? bundle.ModelDirectory;
        Calibrated.Check(output, result.GetValue(_overwrite));
        var run = new ModelRun { Bundle = bundle, Decoders = _ffmpeg.Decoders(result), Threads = result.GetValue(_threads), Console = console };
        var data = _data.Read(result, run.IsAudio, run.Bundle.Metadata!.Labels);
        if (new TestDataMarks(bundle.ModelDirectory).Find(data) is { } mark)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{data.Path}' was evaluated as {mark} for this model ({TestDataMarks.FileName} in its folder says so); what is fitted to test data cannot be measured on it. Data of its own is needed.", data.Path);
        }

        var dev = run.Evaluate(data, _data.Map(result, bundle.Metadata!.Labels), _data.IsStrict(result), cancellationToken);
        var calibrated = dev.ProblemType == ProblemType.MultiLabel ? FitThresholds(result, bundle, dev) : TemperatureCalibration.Fit(bundle, dev, ConfigPath(bundle));
        calibrated.AddTextQuality(run.TextQualities);
        if (calibrated.IsAtBound)
        {
            console.Tell($"warning: {calibrated.Remarks[0]}");
        }

        calibrated.Write(output);
        if (_format.IsTable(result, console))
        {
            CalibrationTable.Write(console, calibrated);
        }
        else
        {
            calibrated.WriteJson(console.Output);
        }

        ProblemReport.Write(console, dev.Problems, dev.LeftOutCount);
        return dev.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private Calibrated FitThresholds(ParseResult result, ModelBundle bundle, EvaluatedModel dev)
    {
        var objective = result.GetValue(_objective) ?? new CalibrationObjective(CalibrationObjectiveKind.MacroF1);
        var calibration = new ThresholdCalibration(dev, objective);
        var scheme = result.GetValue(_scheme) ?? (objective.Kind == CalibrationObjectiveKind.MacroF1 ? ThresholdCalibration.Guarded : ThresholdCalibration.PerClass);
        var (used, thresholds) = calibration.Fit(scheme, result.GetValue(_folds) ?? 5, (ulong)(result.GetValue(_seed) ?? 1));

        // One threshold for all is written for each: a list in eval_test would count otherwise.
        double[] each = thresholds.Length == 1 ? [.. Enumerable.Repeat(thresholds[0], dev.Labels.Count)] : thresholds;
        var config = InferenceConfigFile.Format(dev.Labels, each, ConfigPath(bundle));
        return Calibrated.FromThresholds(dev, objective, used, each, calibration, config);
    }

    /// <summary>Finds the settings of the model that are to be kept; null where there are none.</summary>
    private static string? ConfigPath(ModelBundle bundle) =>
        Path.Combine(bundle.ModelDirectory, InferenceConfigFile.FileName) is var path && File.Exists(path) ? path : null;
}
