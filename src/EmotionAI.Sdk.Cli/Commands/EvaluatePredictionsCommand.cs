using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai evaluate predictions</c>.</summary>
internal sealed class EvaluatePredictionsCommand
{
    private readonly Option<string> _input = new("--input") { Required = true, HelpName = "FILE", Description = "The predictions: JSON lines (truth, labels, scores), a table (y_true, y_pred, p_LABEL), or a .npy of scores." };
    private readonly Option<string?> _truthColumn = new("--truth-column") { HelpName = "NAME", Description = "The column or key of the truth. The default is the usual names: y_true, truth, true_label, gold, …, before label, emotion, …" };
    private readonly Option<string?> _predictedColumn = new("--predicted-column") { HelpName = "NAME", Description = "The column or key of the predicted labels. The default is the usual names: y_pred, predicted, …" };
    private readonly Option<bool> _logits = new("--logits") { Description = "Reads the scores as what a model gives before softmax (one label a sample) or sigmoid. The default is scores from 0 to 1." };
    private readonly Option<string?> _labels = new("--labels") { HelpName = "FILE", Description = "The labels in index order: labels.json." };

    private readonly Option<string[]> _dimensions = new("--dimensions")
    {
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        Description = "In place of --labels: the predictions are quantities of these names, such as arousal dominance valence: JSON lines with truth and dimensions, a table with true_NAME and pred_NAME, or a .npy.",
    };

    private readonly Option<string?> _truth = new("--truth") { HelpName = "FILE", Description = "The truth: a .npy, a table or JSON lines, with a column of labels or one of 0 and 1 for each label. The default is in the predictions." };
    private readonly Option<string?> _predicted = new("--predicted") { HelpName = "FILE", Description = "The predicted labels beside a .npy of scores. The default is what the scores say." };
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE", Description = "Decides scores anew by its thresholds: inference_config.json, calibration.json, thresholds by label, or one number. The default is the labels in the predictions, or 0.5 where there are none." };
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The name of the model. The default is that of the file." };
    private readonly InputFormOptions _form = new();
    private readonly OutputOptions _output = new();
    private readonly Option<bool> _strict = new("--strict") { Description = "Stops at the first line with a fault. The default is to leave it out and list it." };
    private readonly MeasureOptions _measure = new();

    private EvaluatePredictionsCommand()
    {
    }

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new EvaluatePredictionsCommand();
        var command = new VerbCommand(
            "predictions",
            "Measures predictions that were made elsewhere.",
            "emotionai evaluate predictions --input predictions.csv --labels labels.json",
            "emotionai evaluate predictions --input scores.npy --truth y_true.npy --labels labels.json --config inference_config.json --output eval_test",
            "emotionai evaluate predictions --input predictions.jsonl --dimensions arousal dominance valence")
        {
            verb._input,
            verb._labels,
            verb._dimensions,
            verb._truth,
            verb._truthColumn,
            verb._predicted,
            verb._predictedColumn,
            verb._logits,
            verb._config,
            verb._name,
            verb._strict,
        };
        verb._form.AddTo(command, passes: false);
        verb._output.AddTo(command);
        verb._measure.AddTo(command);
        command.Validators.Add(verb.Check);
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private void Check(CommandResult result)
    {
        var areDimensions = result.GetResult(_dimensions) is not null;
        if (areDimensions == result.GetResult(_labels) is not null)
        {
            result.AddError(areDimensions ? "--labels and --dimensions exclude each other." : "--labels or --dimensions is required.");
        }

        if (areDimensions && result.GetValue(_dimensions)!.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Key.Length == 0 || group.Count() > 1) is { } wrong)
        {
            result.AddError($"--dimensions has '{wrong.Key}' {(wrong.Key.Length == 0 ? "among its names" : "more than once")}; names that differ are allowed.");
        }

        foreach (var option in (Option[])[_config, _predicted, _logits])
        {
            if (areDimensions && result.GetResult(option) is { Implicit: false })
            {
                result.AddError($"{option.Name} is for labels; quantities are measured as they are.");
            }
        }
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _form.TellInvalidLines(console);
        _output.Directory(result);
        if (result.GetValue(_dimensions) is { Length: > 0 } dimensions)
        {
            return RunDimensions(result, new EmotionLabels(dimensions), console, cancellationToken);
        }

        var labels = LabelsFile.Read(result.GetValue(_labels)!);
        var config = result.GetValue(_config) is { } path ? InferenceConfig.Read(path, labels) : new InferenceConfig();
        foreach (var warning in config.Warnings)
        {
            console.Tell($"warning: {warning}");
        }

        if (config.LogitScale is not null && !result.GetValue(_logits))
        {
            console.Tell("warning: score_scale is a factor on logits and has no effect on scores; --logits reads logits.");
        }

        var evaluated = Read(result, console, progress => PredictionsFile.Read(result.GetValue(_input)!, OptionsOf(result, config, labels, progress)));
        var measurement = _measure.Compute(result, evaluated, console, cancellationToken);
        _output.Write(result, console, measurement, () => MetaOf(result, evaluated.ModelId, evaluated.Labels));
        if (_measure.IsTable(result, console))
        {
            MeasurementTable.Write(console, measurement);
        }
        else
        {
            MeasurementJson.Write(console.Output, measurement);
        }

        ProblemReport.Write(console, evaluated.Problems, evaluated.LeftOutCount);
        return evaluated.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private int RunDimensions(ParseResult result, EmotionLabels dimensions, CommandConsole console, CancellationToken cancellationToken)
    {
        var evaluated = Read(result, console, progress => PredictionsFile.ReadDimensions(result.GetValue(_input)!, OptionsOf(result, new InferenceConfig(), dimensions, progress)));
        var measurement = _measure.Compute(result, evaluated, console, cancellationToken);
        _output.Write(result, measurement, () => MetaOf(result, evaluated.ModelId, dimensions));
        if (_measure.IsTable(result, console))
        {
            DimensionTable.Write(console, measurement);
        }
        else
        {
            DimensionJson.Write(console.Output, measurement);
        }

        ProblemReport.Write(console, evaluated.Problems, leftOut: 0);
        return evaluated.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static TEvaluated Read<TEvaluated>(ParseResult result, CommandConsole console, Func<IProgress<int>, TEvaluated> read)
    {
        var progress = new ProgressLine(console, "rows");
        try
        {
            return read(progress);
        }
        finally
        {
            progress.Clear();
        }
    }

    private PredictionsOptions OptionsOf(ParseResult result, InferenceConfig config, EmotionLabels labels, IProgress<int> progress)
    {
        var rows = _form.Rows(result);
        return new PredictionsOptions
        {
            Labels = labels,
            Format = rows.Format,
            Quoting = rows.Quoting,
            Encoding = rows.Encoding,
            OnInvalidBytes = rows.OnInvalidBytes,
            InputColumn = _form.Column(result),
            TruthPath = result.GetValue(_truth),
            TruthColumn = result.GetValue(_truthColumn),
            PredictedPath = result.GetValue(_predicted),
            PredictedColumn = result.GetValue(_predictedColumn),
            ProblemType = config.ProblemType,
            Thresholds = config.Thresholds,
            TopK = config.TopK,
            IsDecidedAnew = config.Thresholds is not null || config.TopK is not null,
            AreLogits = result.GetValue(_logits),
            LogitScale = config.LogitScale ?? 1,
            ModelId = result.GetValue(_name) ?? Path.GetFileNameWithoutExtension(result.GetValue(_input)!),
            IsStrict = result.GetValue(_strict),
            Progress = progress,
        };
    }

    private ModelMeta MetaOf(ParseResult result, string modelId, EmotionLabels labels) => new()
    {
        ModelName = modelId,
        Dataset = Path.GetFileName(result.GetValue(_input)),
        Classes = labels,
        Seed = (long)_measure.Bootstrap(result).Seed,
        Date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        SdkVersion = VersionAction.Version,
    };
}
