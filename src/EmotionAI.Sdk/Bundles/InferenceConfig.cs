using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Bundles;

/// <summary>Holds what a file says about turning scores into labels, apart from any model: <c>inference_config.json</c>, <c>calibration.json</c>, one number for all labels, thresholds by label, or a list of them in label order.</summary>
/// <example><code>
/// var config = InferenceConfig.Read("inference_config.json", EmotionLabels.GoEmotions);
/// Console.WriteLine(string.Join(", ", config.Thresholds ?? []));
/// </code></example>
public sealed class InferenceConfig
{
    private const string PerClass = "per_class";
    private const string ScaleKey = "score_scale";

    /// <summary>Gets how the scores relate to each other; null where the file does not say.</summary>
    public ProblemType? ProblemType { get; init; }

    /// <summary>Gets the threshold of each label; null where the file says none.</summary>
    public IReadOnlyList<double>? Thresholds { get; init => field = value is null ? null : Frozen.Copy(value); }

    /// <summary>Gets the largest number of labels; null where the file says none.</summary>
    public int? TopK { get; init; }

    /// <summary>Gets the factor on logits before softmax or sigmoid; null where the file says none.</summary>
    public double? LogitScale { get; init; }

    /// <summary>Gets what has no effect.</summary>
    public IReadOnlyList<BundleProblem> Warnings { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; a pipe too.</param>
    /// <param name="labels">The labels that it may name, in index order.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="EmotionAIException">The file has faults: a key that is mistyped, a label that is not known, a threshold outside 0 to 1.</exception>
    public static InferenceConfig Read(string path, EmotionLabels labels)
    {
        var problems = new BundleProblems(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var root = ToSettings(JsonFile.ReadAny(path, EmotionLimits.Standard), labels, path);
        var settings = InferenceSettingsReader.ReadElement(root, Path.GetFullPath(path), problems);
        RefuseUnknown(root, Path.GetFullPath(path), problems);
        var rule = DecisionRuleResolver.Resolve("predictions", labels, settings, null, EmotionAI.ProblemType.MultiLabel, path, 1, problems);
        if (rule?.ProblemType == EmotionAI.ProblemType.Regression)
        {
            var setting = settings.ProblemType?.Key ?? "activation";
            problems.Error(BundleProblemCodes.ValueInvalid, Path.GetFullPath(path), setting, "regression, which accepts no labels", "multi_label_classification or single_label_classification");
        }

        if (problems.HasErrors)
        {
            throw new EmotionAIException(
                EmotionErrorCodes.InputInvalid,
                $"'{path}' cannot decide scores:{string.Concat(problems.All.Where(problem => problem.Severity == BundleSeverity.Error).Select(problem => $"{Environment.NewLine}  - {problem}"))}",
                path);
        }

        var hasThresholds = settings.Threshold is not null || settings.ThresholdList is not null || settings.ThresholdsByLabel is not null;
        return new InferenceConfig
        {
            ProblemType = settings.ProblemType?.Value ?? (settings.Activation is null ? null : rule!.ProblemType),
            Thresholds = hasThresholds && rule!.Thresholds.Count > 0 ? rule.Thresholds : null,
            TopK = settings.TopK?.Value,
            LogitScale = settings.ScoreScale?.Value,
            Warnings = problems.All,
        };
    }

    /// <summary>Brings every form into that of <c>inference_config.json</c>.</summary>
    private static JsonElement ToSettings(JsonElement root, EmotionLabels labels, string path) => root.ValueKind switch
    {
        JsonValueKind.Number => Wrap("threshold", root.GetRawText()),
        JsonValueKind.Array => Wrap("thresholds", root.GetRawText()),
        JsonValueKind.Object when root.TryGetProperty(PerClass, out var list) && list.ValueKind == JsonValueKind.Array => list.GetArrayLength() > 0 ? Wrap("thresholds", OfReport(list)) : OfTemperature(root, path),
        JsonValueKind.Object when root.EnumerateObject().Any(property => labels.IndexOf(property.Name) >= 0) && !root.EnumerateObject().Any(IsKnown) => Wrap("thresholds", root.GetRawText()),
        _ => root,
    };

    private static string OfReport(JsonElement list) => $"{{{string.Join(',', list.EnumerateArray()
        .Where(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("label", out _) && item.TryGetProperty("threshold", out _))
        .Select(item => $"{item.GetProperty("label").GetRawText()}:{item.GetProperty("threshold").GetRawText()}"))}}}";

    /// <summary>Reads the report of a temperature, whose factor is what counts: that of the model is in it.</summary>
    private static JsonElement OfTemperature(JsonElement report, string path) => report.TryGetProperty(ScaleKey, out var scale)
        ? Wrap(ScaleKey, scale.GetRawText())
        : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' holds no {ScaleKey} and no thresholds; the inference_config.json that was written with it is allowed.", path);

    private static JsonElement Wrap(string key, string value)
    {
        using var document = JsonDocument.Parse($"{{\"{key}\":{value}}}");
        return document.RootElement.Clone();
    }

    /// <summary>Refuses what may be meant to decide: a number or a list under a key that is not known, and anything under one that is nearly known. Other texts are notes.</summary>
    private static void RefuseUnknown(JsonElement root, string path, BundleProblems problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in root.EnumerateObject().Where(property => !IsKnown(property)))
        {
            var meant = KeySlip.Find(property.Name, InferenceSettingsReader.KnownKeys);
            if (meant is not null || property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Object or JsonValueKind.Array)
            {
                problems.Error(BundleProblemCodes.KeyUnknown, path, property.Name, $"a key that would have no effect{(meant is null ? "" : $" (is {meant} meant?)")}", string.Join(", ", InferenceSettingsReader.KnownKeys));
            }
        }
    }

    private static bool IsKnown(JsonProperty property) => InferenceSettingsReader.KnownKeys.Contains(property.Name);
}
