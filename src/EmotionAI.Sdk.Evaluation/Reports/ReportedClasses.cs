using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Gets the counts behind a classification report: precision, recall and support of a label allow for one set of whole numbers only.</summary>
internal static class ReportedClasses
{
    /// <summary>How far a figure of the counts may be from that of the file, which may be rounded to two digits.</summary>
    private const double Rounding = 0.015;

    private const int MostLabels = 512;

    /// <exception cref="EmotionAIException">There is no label or are too many, or the figures of one contradict each other.</exception>
    public static ClassMetrics[] Of(ClassificationReport report, string path)
    {
        if (report.Classes.Count is 0 or > MostLabels)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"{report.Classes.Count} labels", $"one row a label, at most {MostLabels}, is");
        }

        var repeated = report.Classes.GroupBy(row => row.Name, StringComparer.Ordinal).FirstOrDefault(rows => rows.Count() > 1 || string.IsNullOrWhiteSpace(rows.Key));
        return repeated is null
            ? [.. report.Classes.Select(row => Of(row, path))]
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"the label '{repeated.Key}'{(repeated.Count() > 1 ? " twice" : "")}", "one row a label, with its name, is");
    }

    /// <summary>Gets the accuracy and the averages under the keys of <c>metrics_overall.json</c>.</summary>
    public static IReadOnlyList<OverallMetric> Averages(ClassificationReport report)
    {
        List<OverallMetric> figures = [];
        if (report.Accuracy is { } accuracy)
        {
            figures.Add(new OverallMetric("accuracy", accuracy));
        }

        foreach (var (name, row) in new[] { ("macro", report.MacroAverage), ("micro", report.MicroAverage), ("weighted", report.WeightedAverage), ("samples", report.SamplesAverage) })
        {
            if (row is not null)
            {
                figures.AddRange([new($"{name}_f1", row.F1), new($"{name}_precision", row.Precision), new($"{name}_recall", row.Recall)]);
            }
        }

        return figures;
    }

    private static ClassMetrics Of(ReportRow row, string path)
    {
        // An empty figure is that of a label without samples or answers, which counts as 0.
        var (precision, recall, f1) = (Known(row.Precision), Known(row.Recall), Known(row.F1));
        var counts = CountsOf(precision, recall, f1, row.Support);
        return precision is >= 0 and <= 1 && recall is >= 0 and <= 1 && Math.Abs(counts.Precision - precision) <= Rounding && Math.Abs(counts.Recall - recall) <= Rounding && Math.Abs(counts.F1 - f1) <= Rounding
            ? new ClassMetrics(row.Name, counts)
            : throw ArtefactFile.Fault(
                EmotionErrorCodes.FormatInvalid, path, Invariant($"the precision {row.Precision}, recall {row.Recall}, F1 {row.F1} and support {row.Support} of '{row.Name}'"), "figures of one and the same label, from 0 to 1, are");
    }

    /// <summary>Finds the counts; where figures are rounded, those that come nearest.</summary>
    private static BinaryCounts CountsOf(double precision, double recall, double f1, long support)
    {
        var truePositives = (long)Math.Round(recall * support);
        double[] predicted = precision > 0 && f1 > 0 ? [truePositives / precision, (2 * truePositives / f1) - support] : [truePositives];
        return predicted.SelectMany(count => (double[])[Math.Floor(count), Math.Ceiling(count), Math.Round(count)])
            .Select(count => new BinaryCounts(truePositives, Math.Max(0, (long)count - truePositives), support - truePositives, TrueNegatives: 0))
            .MinBy(counts => Math.Abs(counts.Precision - precision) + Math.Abs(counts.F1 - f1));
    }

    private static double Known(double figure) => double.IsNaN(figure) ? 0 : figure;
}
