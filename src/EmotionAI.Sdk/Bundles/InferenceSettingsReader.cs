using System.Text.Json;
using EmotionAI.Inference;
using EmotionAI.Text;

namespace EmotionAI.Bundles;

/// <summary>Reads <c>inference_config.json</c> from every folder of a bundle; the first that says something counts.</summary>
internal sealed class InferenceSettingsReader
{
    public const string FileName = "inference_config.json";

    private const string TextQualityKey = "text_quality";

    // Outside these, the scores of a float32 model are all alike, or no numbers.
    private const double SmallestScale = 1e-6;
    private const double LargestScale = 1e6;

    public static readonly string[] KnownKeys =
    [
        "max_len", "max_length", "threshold", "global_threshold", "thresholds", "per_class_thresholds", "top_k",
        "problem_type", "problem", "activation", "model_name", "tokenizer_name", "sample_rate", "score_scale", TextQualityKey,
    ];

    private readonly string _path;
    private readonly BundleProblems _problems;
    private readonly InferenceSettings _settings = new();

    private InferenceSettingsReader(string path, BundleProblems problems)
    {
        _path = path;
        _problems = problems;
    }

    public static InferenceSettings Read(BundleLayout layout, EmotionLimits limits, BundleProblems problems)
    {
        var merged = new InferenceSettings();
        foreach (var path in layout.SettingsFiles(FileName))
        {
            merged.MergeFrom(ReadFile(path, limits, problems), problems);
        }

        return merged;
    }

    /// <summary>Reads one file; what is wrong with it is added to the problems.</summary>
    public static InferenceSettings ReadFile(string path, EmotionLimits limits, BundleProblems problems)
    {
        var reader = new InferenceSettingsReader(path, problems);
        try
        {
            reader.ReadRoot(JsonFile.Read(path, limits, keys => keys is ["thresholds" or "per_class_thresholds", ..]));
        }
        catch (EmotionAIException e)
        {
            problems.Error(e, path);
        }

        return reader._settings;
    }

    /// <summary>Reads settings that were parsed before; what is wrong with them is added to the problems.</summary>
    public static InferenceSettings ReadElement(JsonElement root, string path, BundleProblems problems)
    {
        var reader = new InferenceSettingsReader(path, problems);
        reader.ReadRoot(root);
        return reader._settings;
    }

    /// <summary>Reads the name of a problem type, as transformers or the seed writes it.</summary>
    public static ProblemType? ParseProblemType(string? text) => text switch
    {
        "multi_label_classification" or "multi_label" => ProblemType.MultiLabel,
        "single_label_classification" or "single_label" => ProblemType.SingleLabel,
        "regression" => ProblemType.Regression,
        _ => null,
    };

    private void ReadRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _problems.Error(BundleProblemCodes.ValueInvalid, _path, "", JsonFile.Describe(root), "an object");
            return;
        }

        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                ReadProperty(property.Name, property.Value);
            }
            else if (!KnownKeys.Contains(property.Name))
            {
                WarnUnknown(property.Name);
            }
        }
    }

    private void ReadProperty(string key, JsonElement value)
    {
        switch (key)
        {
            case "max_len" or "max_length":
                Take(new InferenceSettings { MaxLength = ReadInt(key, value, least: 2) });
                break;
            case "threshold" or "global_threshold":
                Take(new InferenceSettings { Threshold = ReadThreshold(key, key, value) is { } threshold ? new(threshold, _path, key) : null });
                break;
            case "thresholds" or "per_class_thresholds":
                ReadThresholds(key, value);
                break;
            case "top_k":
                _settings.TopK = ReadInt(key, value, least: 1) ?? _settings.TopK;
                break;
            case "problem_type" or "problem":
                Take(new InferenceSettings { ProblemType = ReadName(key, value, ParseProblemType, "multi_label_classification, single_label_classification or regression") });
                break;
            case "activation":
                _settings.Activation = ReadName(key, value, ParseActivation, "sigmoid, softmax or none");
                break;
            case "model_name":
                _settings.ModelName = JsonFile.Text(value) is { Length: > 0 } name ? new(name, _path, key) : Invalid<string>(key, value, "a name");
                break;
            case "sample_rate":
                _settings.SampleRate = ReadInt(key, value, least: 1);
                break;
            case "score_scale":
                _settings.ScoreScale = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var scale) && scale is >= SmallestScale and <= LargestScale
                    ? new(scale, _path, key)
                    : Invalid<double>(key, value, "a number from 1e-6 to 1e6");
                break;
            case TextQualityKey:
                _settings.Familiarity = TextFamiliarityReader.Read(value) is { } familiarity ? new(familiarity, _path, key) : Invalid<TextFamiliarity>(key, value, TextFamiliarityReader.Allowed);
                break;
            case "tokenizer_name":
                break;
            default:
                WarnUnknown(key);
                break;
        }
    }

    /// <summary>Takes a setting of which there are two spellings: where the file has both, the first counts, and a second that says something else is told of.</summary>
    private void Take(InferenceSettings said) => _settings.MergeFrom(said, _problems);

    private static Activation? ParseActivation(string? text) => text switch
    {
        "sigmoid" => Activation.Sigmoid,
        "softmax" => Activation.Softmax,
        "none" or "linear" or "identity" => Activation.None,
        _ => null,
    };

    private void ReadThresholds(string key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var byLabel = new List<KeyValuePair<string, double>>();
            foreach (var property in value.EnumerateObject())
            {
                if (ReadThreshold(key, $"{key}.{property.Name}", property.Value) is { } threshold)
                {
                    byLabel.Add(new(property.Name, threshold));
                }
            }

            Take(new InferenceSettings { ThresholdsByLabel = new(byLabel, _path, key) });
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            Take(new InferenceSettings { ThresholdList = new([.. value.EnumerateArray().Select(item => ReadThreshold(key, Invariant($"{key}[{index++}]"), item) ?? double.NaN)], _path, key) });
        }
        else
        {
            Invalid<double>(key, value, "an object by label or a list in label order");
        }
    }

    private double? ReadThreshold(string key, string place, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1)
        {
            return number;
        }

        _problems.Error(BundleProblemCodes.ThresholdOutOfRange, _path, place, JsonFile.Describe(value), $"a number from 0 to 1 ({key})");
        return null;
    }

    private Setting<int>? ReadInt(string key, JsonElement value, int least) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least
            ? new(number, _path, key)
            : Invalid<int>(key, value, Invariant($"a whole number from {least}"));

    private Setting<T>? ReadName<T>(string key, JsonElement value, Func<string?, T?> parse, string allowed)
        where T : struct => parse(JsonFile.Text(value)) is { } parsed ? new(parsed, _path, key) : Invalid<T>(key, value, allowed);

    private Setting<T>? Invalid<T>(string key, JsonElement value, string allowed)
    {
        _problems.Error(BundleProblemCodes.ValueInvalid, _path, key, JsonFile.Describe(value), allowed);
        return null;
    }

    private void WarnUnknown(string key) =>
        _problems.Warning(BundleProblemCodes.KeyUnknown, _path, key, "a key that has no effect", string.Join(", ", KnownKeys));
}
