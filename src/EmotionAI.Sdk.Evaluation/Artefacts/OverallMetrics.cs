using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds <c>metrics_overall.json</c>: named numbers in order.</summary>
/// <remarks>
/// Immutable and safe for concurrent use. Reads a flat object, nested ones as the Hugging Face Trainer writes them, and Python's NaN and Infinity.
/// </remarks>
internal sealed class OverallMetrics
{
    /// <summary>The name of the file in the seed's layout.</summary>
    public const string FileName = "metrics_overall.json";

    private static readonly string[] SplitPrefixes = ["eval_", "test_", "dev_", "validation_", "train_"];
    private static readonly string[] Averages = ["micro", "macro", "weighted", "samples"];

    private OverallMetrics(IReadOnlyList<OverallMetric> values, IReadOnlyList<string> ignoredKeys)
    {
        Values = Frozen.Copy(values);
        IgnoredKeys = Frozen.Copy(ignoredKeys);
    }

    /// <summary>Gets the numbers in the order of the file.</summary>
    public IReadOnlyList<OverallMetric> Values { get; }

    /// <summary>Gets the keys of values that are not numbers.</summary>
    public IReadOnlyList<string> IgnoredKeys { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or is not an object.</exception>
    public static OverallMetrics Read(string path)
    {
        var root = ArtefactJson.Read(path);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, ArtefactJson.Describe(root), "an object of numbers is");
        }

        var values = new List<OverallMetric>();
        var ignored = new List<string>();
        Collect(root, "", values, ignored);
        return new OverallMetrics(values, ignored);
    }

    /// <summary>Takes figures under keys of their own.</summary>
    /// <param name="values">The figures, in order.</param>
    /// <returns>The numbers.</returns>
    public static OverallMetrics Create(IReadOnlyList<OverallMetric> values) => new(values, []);

    /// <summary>Takes the figures of a single-label model under the seed's keys; <c>ece</c> is over 10 bins of equal width.</summary>
    /// <param name="metrics">The figures.</param>
    /// <param name="detail">How many of them.</param>
    /// <returns>The numbers.</returns>
    public static OverallMetrics Create(SingleLabelMetrics metrics, OverallMetricsDetail detail = OverallMetricsDetail.Scores)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        List<OverallMetric> values =
        [
            new("accuracy", metrics.Accuracy),
            new("macro_f1", metrics.Macro.F1),
            new("weighted_f1", metrics.Weighted.F1),
            new("macro_precision", metrics.Macro.Precision),
            new("macro_recall", metrics.Macro.Recall),
            new("uar", metrics.UnweightedAverageRecall),
        ];
        if (detail == OverallMetricsDetail.Scores && metrics.Scores is { } scores)
        {
            values.Add(new("log_loss", scores.LogLoss));
            values.Add(new("ece", scores.EqualWidthTen.ExpectedCalibrationError));
        }

        values.Add(new("num_samples", metrics.SampleCount, IsWhole: true));
        return new OverallMetrics(values, []);
    }

    /// <summary>Takes the figures of a multi-label model under the seed's keys.</summary>
    /// <param name="metrics">The figures; macro ROC-AUC and average precision are over the labels for which they are defined.</param>
    /// <param name="detail">How many of them.</param>
    /// <returns>The numbers.</returns>
    public static OverallMetrics Create(MultiLabelMetrics metrics, OverallMetricsDetail detail = OverallMetricsDetail.Scores)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var values = new List<OverallMetric>();
        foreach (var (name, average) in new[] { ("micro", metrics.Micro), ("macro", metrics.Macro), ("weighted", metrics.Weighted), ("samples", metrics.Samples) })
        {
            values.Add(new($"{name}_f1", average.F1));
            values.Add(new($"{name}_precision", average.Precision));
            values.Add(new($"{name}_recall", average.Recall));
        }

        values.Add(new("subset_accuracy", metrics.SubsetAccuracy));
        values.Add(new("hamming_loss", metrics.HammingLoss));
        if (metrics.Scores is { } scores)
        {
            values.Add(new("roc_auc_macro", scores.RocAuc.MacroOverDefined ?? double.NaN));
            values.Add(new("roc_auc_micro", scores.RocAucMicro ?? double.NaN));
            if (detail == OverallMetricsDetail.Scores)
            {
                values.Add(new("average_precision_macro", scores.AveragePrecision.MacroOverDefined ?? double.NaN));
            }
        }

        values.Add(new("num_samples", metrics.SampleCount, IsWhole: true));
        return new OverallMetrics(values, []);
    }

    /// <summary>Finds a number by the seed's key, also where the file spells it as the Hugging Face Trainer does: <c>eval_f1_macro</c> is <c>macro_f1</c>.</summary>
    /// <param name="name">The seed's key.</param>
    /// <returns>The number, NaN where the file says it is undefined; null where the file has no such key.</returns>
    public double? Find(string name) =>
        (Values.FirstOrDefault(value => value.Name == name) ?? Values.FirstOrDefault(value => Canonical(value.Name) == name))?.Value;

    /// <summary>Writes a flat object; what is undefined is null.</summary>
    /// <returns>The JSON, in UTF-8.</returns>
    public byte[] Format() => ArtefactJson.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var value in Values)
        {
            writer.WritePropertyName(value.Name);
            if (value.IsWhole)
            {
                writer.WriteRawValue(value.Value.ToString("F0", CultureInfo.InvariantCulture));
            }
            else
            {
                ArtefactJson.WriteNumber(writer, value.Value);
            }
        }

        writer.WriteEndObject();
    });

    private static void Collect(JsonElement node, string prefix, List<OverallMetric> values, List<string> ignored)
    {
        foreach (var property in node.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Collect(property.Value, $"{name}.", values, ignored);
            }
            else if (ArtefactJson.NumberOf(property.Value) is { } number)
            {
                values.Add(new OverallMetric(name, number, property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt64(out _)));
            }
            else
            {
                ignored.Add(name);
            }
        }
    }

    private static string Canonical(string name)
    {
        var key = name[(name.LastIndexOf('.') + 1)..];
        key = SplitPrefixes.FirstOrDefault(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) is { } split ? key[split.Length..] : key;
        var average = Averages.FirstOrDefault(average => key.EndsWith($"_{average}", StringComparison.Ordinal));
        return average is not null && key[..^(average.Length + 1)] is "f1" or "precision" or "recall" ? $"{average}_{key[..^(average!.Length + 1)]}" : key;
    }
}
