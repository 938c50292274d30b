using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Evaluation.Thresholds;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Holds what was fitted, and what it did to the figures on the dev data.</summary>
internal sealed class Calibrated
{
    public const string FileName = "calibration.json";

    /// <summary>The key of the factor on logits, as in <c>inference_config.json</c>.</summary>
    public const string ScaleKey = "score_scale";

    private static readonly string[] TemperatureFigures = ["log_loss", "ece", "accuracy"];

    private byte[] _config;

    private Calibrated(byte[] config)
    {
        _config = config;
    }

    public required EvaluatedModel Dev { get; init; }

    /// <summary>Gets how it was fitted, for people.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the temperature; null for thresholds.</summary>
    public double? Temperature { get; private init; }

    /// <summary>Gets the factor on the outputs of the model that goes with the temperature; 1 for thresholds.</summary>
    public double ScoreScale { get; private init; } = 1;

    /// <summary>Gets whether the temperature is the bound of the search, and no optimum.</summary>
    public bool IsAtBound => Temperature is TemperatureScaling.Coldest or TemperatureScaling.Hottest;

    /// <summary>Gets the threshold of each label; none for a temperature.</summary>
    public IReadOnlyList<double> Thresholds { get; private init; } = [];

    public required IReadOnlyList<CalibratedFigure> Figures { get; init; }

    /// <summary>Gets F1, precision and recall of each label, before and after; none for a temperature.</summary>
    public IReadOnlyList<(ClassMetrics Before, ClassMetrics After)> Classes { get; private init; } = [];

    public IReadOnlyList<ThresholdSchemeResult> CrossValidation { get; private init; } = [];

    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>Measures answers; the intervals are not looked at.</summary>
    public static ModelMeasurement Measure(EvaluatedModel answers) => ModelMeasurement.Compute(answers, new BootstrapOptions { Resamples = 1 });

    public static Calibrated FromThresholds(EvaluatedModel dev, CalibrationObjective objective, string scheme, double[] thresholds, ThresholdCalibration calibration, byte[] config)
    {
        var (before, after) = (Measure(dev), Measure(dev.WithThresholds(thresholds)));
        return new Calibrated(config)
        {
            Dev = dev,
            Method = $"thresholds, {scheme}, for {objective}",
            Thresholds = thresholds,
            Figures =
            [
                new("macro_f1", before.Macro.F1, after.Macro.F1),
                new("micro_f1", before.Micro.F1, after.Micro.F1),
                new("macro_precision", before.Macro.Precision, after.Macro.Precision),
                new("macro_recall", before.Macro.Recall, after.Macro.Recall),
            ],
            Classes = [.. before.Classes.Zip(after.Classes)],
            CrossValidation = calibration.CrossValidation,
            Remarks = calibration.Remarks,
        };
    }

    public static Calibrated FromTemperature(EvaluatedModel dev, double temperature, double scale, ModelMeasurement before, ModelMeasurement after, byte[] config) => new(config)
    {
        Dev = dev,
        Method = "temperature, for the lowest log loss",
        Temperature = temperature,
        ScoreScale = scale,
        Remarks = RemarksOn(temperature),
        Figures =
        [
            .. TemperatureFigures.Select(name => new CalibratedFigure(name, before.Figures[name], after.Figures[name])),
        ],
    };

    /// <summary>Checks, before the work begins, that nothing is replaced that may not be.</summary>
    /// <exception cref="EmotionAIException">One of the files exists, or the folder is a file.</exception>
    public static void Check(string directory, bool overwrite)
    {
        if (File.Exists(directory))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{directory}' is a file, and --output names a folder; name another place.", directory);
        }

        AtomicFile.Check(Path.Combine(directory, InferenceConfigFile.FileName), overwrite);
        AtomicFile.Check(Path.Combine(directory, FileName), overwrite);
    }

    /// <summary>Adds what texts are usual for the model to its settings.</summary>
    public void AddTextQuality(IReadOnlyList<TextQuality> texts) => _config = TextQualityRange.AddTo(_config, texts);

    /// <summary>Writes <c>inference_config.json</c> and <c>calibration.json</c>.</summary>
    /// <exception cref="EmotionAIException">The folder cannot be written to.</exception>
    public void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        OutputGate.Pass(directory, () => AtomicFile.Write(
        [
            KeyValuePair.Create(Path.Combine(directory, InferenceConfigFile.FileName), _config),
            KeyValuePair.Create(Path.Combine(directory, FileName), Format(indented: true)),
        ]));
    }

    public void WriteJson(TextWriter output)
    {
        output.WriteLine(Encoding.UTF8.GetString(Format(indented: false)));
        output.Flush();
    }

    private static string[] RemarksOn(double temperature) => temperature switch
    {
        TemperatureScaling.Hottest => [Invariant($"The temperature is {temperature}, the hottest that is tried, and no optimum: the scores tell nothing of the truth of this data. Check the labels and their order, or take more data.")],
        TemperatureScaling.Coldest => [Invariant($"The temperature is {temperature}, the coldest that is tried, and no optimum: the data is too little or too easy. Take more data that the model did not learn from.")],
        _ => [],
    };

    private byte[] Format(bool indented)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, IndentSize = 2, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteProperties(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void WriteProperties(Utf8JsonWriter json)
    {
        json.WriteString("model", Dev.ModelId);
        json.WriteString("method", Method);
        json.WriteNumber("num_samples", Dev.Samples.Count);
        if (Dev.NoSpeechShare is { } share)
        {
            json.WriteNumber("no_speech_share", share);
        }

        if (Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
            json.WriteNumber(ScaleKey, ScoreScale);
            json.WriteBoolean("at_bound", IsAtBound);
        }

        json.WriteStartObject("dev");
        foreach (var (name, before, after) in Figures)
        {
            json.WriteStartObject(name);
            json.WriteNumber("before", before);
            json.WriteNumber("after", after);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteClasses(json);
        json.WriteStartArray("remarks");
        foreach (var remark in Remarks)
        {
            json.WriteStringValue(remark);
        }

        json.WriteEndArray();
    }

    private void WriteClasses(Utf8JsonWriter json)
    {
        json.WriteStartArray("per_class");
        for (var i = 0; i < Classes.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("label", Classes[i].After.Label);
            json.WriteNumber("threshold", Thresholds[i]);
            json.WriteNumber("f1_before", Classes[i].Before.F1);
            json.WriteNumber("f1_after", Classes[i].After.F1);
            json.WriteNumber("support", Classes[i].After.Support);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("cross_validation");
        foreach (var scheme in CrossValidation)
        {
            json.WriteStartObject(scheme.Scheme.ToString());
            json.WriteNumber("macro_f1", scheme.Macro.F1);
            json.WriteNumber("micro_f1", scheme.Micro.F1);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
