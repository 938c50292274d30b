using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Holds scikit-learn's <c>classification_report</c>: a row a label, then averages.</summary>
internal sealed record ClassificationReport
{
    /// <summary>Gets the labels in the order of the report.</summary>
    public required IReadOnlyList<ReportRow> Classes { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the accuracy; null where the report has none, as of a multi-label model.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Gets the row <c>micro avg</c>; null where the report has none.</summary>
    public ReportRow? MicroAverage { get; init; }

    /// <summary>Gets the row <c>macro avg</c>; null where the report has none.</summary>
    public ReportRow? MacroAverage { get; init; }

    /// <summary>Gets the row <c>weighted avg</c>; null where the report has none.</summary>
    public ReportRow? WeightedAverage { get; init; }

    /// <summary>Gets the row <c>samples avg</c>; null where the report has none.</summary>
    public ReportRow? SamplesAverage { get; init; }

    internal const string AccuracyName = "accuracy";
    internal const string MicroName = "micro avg";
    internal const string MacroName = "macro avg";
    internal const string WeightedName = "weighted avg";
    internal const string SamplesName = "samples avg";

    internal IEnumerable<ReportRow> Averages => new[] { MicroAverage, MacroAverage, WeightedAverage, SamplesAverage }.OfType<ReportRow>();

    /// <summary>Makes the report of a single-label model: labels, accuracy, macro and weighted averages.</summary>
    /// <param name="metrics">The figures.</param>
    /// <returns>The report.</returns>
    public static ClassificationReport Create(SingleLabelMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return new ClassificationReport
        {
            Classes = [.. metrics.Classes.Select(RowOf)],
            Accuracy = metrics.Accuracy,
            MacroAverage = RowOf(MacroName, metrics.Macro, metrics.SampleCount),
            WeightedAverage = RowOf(WeightedName, metrics.Weighted, metrics.SampleCount),
        };
    }

    /// <summary>Makes the report of a multi-label model: labels, micro, macro, weighted and samples averages.</summary>
    /// <param name="metrics">The figures.</param>
    /// <returns>The report.</returns>
    public static ClassificationReport Create(MultiLabelMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var support = metrics.Classes.Sum(label => label.Support);
        return new ClassificationReport
        {
            Classes = [.. metrics.Classes.Select(RowOf)],
            MicroAverage = RowOf(MicroName, metrics.Micro, support),
            MacroAverage = RowOf(MacroName, metrics.Macro, support),
            WeightedAverage = RowOf(WeightedName, metrics.Weighted, support),
            SamplesAverage = RowOf(SamplesName, metrics.Samples, support),
        };
    }

    /// <summary>Sorts rows into labels and averages by their names.</summary>
    internal static ClassificationReport FromRows(IReadOnlyList<ReportRow> rows, double? accuracy)
    {
        string[] averages = [MicroName, MacroName, WeightedName, SamplesName];
        return new ClassificationReport
        {
            Classes = [.. rows.Where(row => !averages.Contains(row.Name))],
            Accuracy = accuracy,
            MicroAverage = rows.FirstOrDefault(row => row.Name == MicroName),
            MacroAverage = rows.FirstOrDefault(row => row.Name == MacroName),
            WeightedAverage = rows.FirstOrDefault(row => row.Name == WeightedName),
            SamplesAverage = rows.FirstOrDefault(row => row.Name == SamplesName),
        };
    }

    private static ReportRow RowOf(ClassMetrics label) => new(label.Label, label.Precision, label.Recall, label.F1, label.Support);

    private static ReportRow RowOf(string name, AverageMetrics average, long support) => new(name, average.Precision, average.Recall, average.F1, support);
}
