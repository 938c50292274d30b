using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai evaluate text</c> and <c>emotionai evaluate audio</c>.</summary>
internal sealed class EvaluateModelCommand
{
    private const string Test = "test";

    private readonly ModelModality _modality;
    private readonly DataOptions _data = new();
    private readonly MeasureOptions _measure = new();
    private readonly Option<string?> _model;
    private readonly OutputOptions _output = new(" An interrupted run with the same DIR goes on where it stopped.");
    private readonly Option<string?> _dataset = new("--dataset") { HelpName = "NAME", Description = "The name of the data, for the records. The default is that of the file or folder." };
    private readonly Option<string> _split = new("--split") { HelpName = "NAME", Description = "What part of the data this is. 'test' is marked in the model folder, and calibrate refuses it.", DefaultValueFactory = static _ => Test };
    private readonly Option<bool> _noMark = new("--no-mark") { Description = "Leaves the model folder as it is." };
    private readonly Option<double?> _threshold = NumberOption.Share("--threshold", "Accepts labels from this score on, 0 to 1. The default is the model's own thresholds.");
    private readonly Option<int?> _topK = NumberOption.Integer("--top-k", "Gives at most N labels. The default is the model's own.", 1);
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Computes on N threads. The default is one for each core.", 1);

    private readonly Option<bool> _descriptors = new("--descriptors") { Description = "Tells which descriptors of the voice (pitch, jitter, spectrum, …) differ between right and wrong answers; a run with it begins anew." };

    private readonly Option<string?> _precision = LongTextOptions.CreatePrecision();
    private readonly FfmpegOption _ffmpeg = new();

    private EvaluateModelCommand(ModelModality modality)
    {
        _modality = modality;
        var variable = modality == ModelModality.Text ? ModelResolver.TextVariable : ModelResolver.AudioVariable;
        _model = new("--model") { Description = $"The model folder. The default is {variable}, then the model that comes with the tool.", HelpName = "DIR" };
    }

    public static Command Create(ModelModality modality, CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new EvaluateModelCommand(modality);
        var command = modality == ModelModality.Text
            ? new VerbCommand(
                "text",
                "Measures a text model on texts whose labels are known.",
                "emotionai evaluate text --data goemotions/test.tsv --model models/tweets/model --output models/tweets/eval_test",
                "emotionai evaluate text --data reviews.csv --input-column body --label-column mood --label-map synonyms",
                "emotionai evaluate text --data goemotions/test.tsv --label-map ekman",
                "emotionai evaluate text --data test.csv --output eval_test --overwrite --pictures none")
            : new VerbCommand(
                "audio",
                "Measures a speech model on recordings whose label is known.",
                "emotionai evaluate audio --data ravdess --speakers 01 11 20 21 --model models/speech/checkpoint --output models/speech/eval_test",
                "emotionai evaluate audio --data emodb --label-map synonyms --format json",
                "emotionai evaluate audio --data calls.csv --label-map ekman --descriptors",
                "emotionai evaluate audio --data clips.csv --model models/arousal-dominance-valence");
        command.Add(verb._model);
        verb._data.AddTo(command);
        verb._output.AddTo(command);
        foreach (var option in (Option[])[verb._dataset, verb._split, verb._noMark, verb._threshold, verb._topK, verb._threads])
        {
            command.Add(option);
        }

        if (modality == ModelModality.Text)
        {
            command.Add(verb._precision);
        }
        else
        {
            command.Add(verb._descriptors);
            command.Add(verb._ffmpeg.Option);
        }

        verb._measure.AddTo(command);
        command.SetAction(result => verb.Run(result, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _data.TellInvalidLines(console);
        var output = _output.Directory(result);
        var isAudio = _modality == ModelModality.Audio;
        _data.Check(result);
        var bundle = LoadedBundle.Load(_modality, result.GetValue(_model), console);
        var areDimensions = bundle.Metadata!.ProblemType == ProblemType.Regression;
        var run = new ModelRun
        {
            Bundle = bundle,
            Taxonomy = areDimensions ? null : _data.Taxonomy(result, bundle.Metadata, console),
            Decision = new ClassificationOptions { Threshold = result.GetValue(_threshold), TopK = result.GetValue(_topK) },
            Decoders = _modality == ModelModality.Audio ? _ffmpeg.Decoders(result) : [],
            Threads = result.GetValue(_threads),
            Precision = LongTextOptions.PrecisionOf(_modality == ModelModality.Text ? result.GetValue(_precision) : null),
            Descriptors = isAudio && result.GetValue(_descriptors) ? new Dictionary<string, VoiceDescriptors>(StringComparer.Ordinal) : null,
            ResumePath = output is null || (isAudio && result.GetValue(_descriptors)) ? null : $"{Path.TrimEndingDirectorySeparator(output)}.partial.jsonl",
            Console = console,
        };
        var data = _data.Read(result, isAudio, run.Labels, areDimensions);
        var (problems, leftOut) = areDimensions ? Dimensions(result, run, data, console, cancellationToken) : Labels(result, run, data, console, cancellationToken);
        ProblemReport.Write(console, problems, leftOut);
        return problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private (IReadOnlyList<DatasetProblem> Problems, int LeftOut) Labels(ParseResult result, ModelRun run, Dataset data, CommandConsole console, CancellationToken cancellationToken)
    {
        var evaluated = run.Evaluate(data, _data.Map(result, run.Labels), _data.IsStrict(result), cancellationToken);
        var measurement = _measure.Compute(result, evaluated, console, cancellationToken);
        var contrasts = run.Descriptors is null ? null : DescriptorContrast.Compute(evaluated, run.Descriptors);
        _output.Write(result, console, measurement, () => MetaOf(result, run, data), contrasts is null ? [] : [(ContrastTable.FileName, ContrastTable.ToCsv(contrasts))]);
        Mark(result, run.Bundle, data, console);
        Write(result, console, run, () => WriteTable(console, measurement, contrasts), () => MeasurementJson.Write(console.Output, measurement, contrasts));
        return (evaluated.Problems, evaluated.LeftOutCount);
    }

    private (IReadOnlyList<DatasetProblem> Problems, int LeftOut) Dimensions(ParseResult result, ModelRun run, Dataset data, CommandConsole console, CancellationToken cancellationToken)
    {
        var evaluated = run.EvaluateDimensions(data, _data.IsStrict(result), cancellationToken);
        foreach (var missing in run.Bundle.Metadata!.Labels.Except(evaluated.Dimensions))
        {
            console.Tell($"warning: the data have no column for '{missing}', which is not measured; --label-map says which column it is.");
        }

        var measurement = _measure.Compute(result, evaluated, console, cancellationToken);
        _output.Write(result, measurement, () => MetaOf(result, run, data));
        Mark(result, run.Bundle, data, console);
        Write(result, console, run, () => DimensionTable.Write(console, measurement), () => DimensionJson.Write(console.Output, measurement));
        return (evaluated.Problems, 0);
    }

    private void Write(ParseResult result, CommandConsole console, ModelRun run, Action writeTable, Action writeJson)
    {
        if (_measure.IsTable(result, console))
        {
            writeTable();
            var speed = run.IsAudio
                ? string.Create(CultureInfo.InvariantCulture, $"{run.AudioSeconds:N0} s of audio in {run.Elapsed.TotalSeconds:N1} s: {run.AudioSeconds / run.Elapsed.TotalSeconds:N0} times real time")
                : string.Create(CultureInfo.InvariantCulture, $"{run.Answered:N0} texts in {run.Elapsed.TotalSeconds:N1} s: {run.Answered / run.Elapsed.TotalSeconds:N0} texts/s");
            console.Output.WriteLine(speed);
        }
        else
        {
            writeJson();
        }
    }

    private static void WriteTable(CommandConsole console, ModelMeasurement measurement, IReadOnlyList<DescriptorContrast>? contrasts)
    {
        MeasurementTable.Write(console, measurement);
        if (contrasts is not null)
        {
            ContrastTable.Write(console, contrasts);
        }
    }

    private void Mark(ParseResult result, ModelBundle bundle, Dataset data, CommandConsole console)
    {
        if (result.GetValue(_noMark) || result.GetValue(_split) != Test)
        {
            return;
        }

        if (!new TestDataMarks(bundle.ModelDirectory).Add(data, Test, DatasetName(result)))
        {
            console.Tell($"warning: '{bundle.Directory}' cannot be written to, so calibrate will not know this as test data.");
        }
    }

    private ModelMeta MetaOf(ParseResult result, ModelRun run, Dataset data) => new()
    {
        ModelName = run.Bundle.Metadata!.ModelId,
        Dataset = DatasetName(result),
        Split = result.GetValue(_split),
        Classes = run.Labels,
        SampleRate = run.Bundle.Metadata.SampleRate,
        Seed = (long)_measure.Bootstrap(result).Seed,
        Date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        SdkVersion = VersionAction.Version,
        WeightsSha256 = run.WeightsSha256,
        Others = [KeyValuePair.Create("data_sha256", JsonSerializer.SerializeToElement(data.Fingerprint)), .. MergedBy(run)],
    };

    private static IEnumerable<KeyValuePair<string, JsonElement>> MergedBy(ModelRun run) =>
        run.Taxonomy is { } taxonomy ? [KeyValuePair.Create(ReportedModel.LabelMapKey, JsonSerializer.SerializeToElement(Path.GetFileName(taxonomy.Name)))] : [];

    private string DatasetName(ParseResult result) => result.GetValue(_dataset) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(_data.Path(result)));
}
