using System.Globalization;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from a table.</summary>
internal static class TablePredictions
{
    private static readonly string[] TruthColumns = ["y_true", "truth", "true", "actual", "label", "labels"];
    private static readonly string[] PredictedColumns = ["y_pred", "predicted", "prediction", "pred"];
    private static readonly string[] ScorePrefixes = ["p_", "score_", "prob_", ""];

    /// <exception cref="EmotionAIException">A column is missing, or the truth has another number of samples.</exception>
    public static IReadOnlyList<StoredPrediction> Read(string path, PredictionsOptions options, Action<int, string> report)
    {
        var labels = options.Labels;
        var truth = options.TruthPath is { } truthPath ? ReadTruth(truthPath, labels) : null;
        List<StoredPrediction> predictions = [];
        string? truthColumn = null, predictedColumn = null;
        string[]? scoreColumns = null;
        var index = 0;
        foreach (var row in RowReader.Read(path, [.. TruthColumns, .. PredictedColumns, .. labels], report))
        {
            if (index == 0)
            {
                truthColumn = truth is null ? Choose(row, TruthColumns) ?? throw Missing(path, row, TruthColumns) : null;
                predictedColumn = Choose(row, PredictedColumns);
                scoreColumns = ScoreColumns(row, labels);
            }

            try
            {
                predictions.Add(new StoredPrediction
                {
                    Line = row.Line,
                    Truth = truthColumn is null ? truth![Math.Min(index, truth.Count - 1)] : Labels(row, truthColumn, labels),
                    Predicted = predictedColumn is null ? null : Labels(row, predictedColumn, labels),
                    Scores = scoreColumns is null ? null : [.. scoreColumns.Select(column => Score(row, column))],
                });
            }
            catch (FormatException e)
            {
                report(row.Line, e.Message);
            }

            index++;
        }

        return truth is null || truth.Count == index ? predictions : throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, options.TruthPath!, $"{truth.Count} samples", $"{index}, as in '{path}', are");
    }

    private static IReadOnlyList<int[]> ReadTruth(string path, EmotionLabels labels)
    {
        if (Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase))
        {
            return ArrayPredictions.ReadLabels(path, labels.Count);
        }

        return [.. RowReader.Read(path, [.. labels], (line, message) => throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"{new DatasetProblem(path, line, message)}", path))
            .Select(row => Choose(row, TruthColumns) is { } column
                ? Labels(row, column, labels)
                : [.. Enumerable.Range(0, labels.Count).Where(label => row.TryGet(labels[label], out var value) ? value is "1" or "1.0" or "True" : throw Missing(path, row, [labels[label]]))])];
    }

    private static string[]? ScoreColumns(DatasetRow row, EmotionLabels labels) => ScorePrefixes
        .Select(prefix => labels.Select(label => prefix + label).ToArray())
        .FirstOrDefault(columns => columns.All(row.Columns.Contains));

    private static string? Choose(DatasetRow row, string[] names) => row.Columns.FirstOrDefault(column => names.Contains(column, StringComparer.OrdinalIgnoreCase));

    private static int[] Labels(DatasetRow row, string column, EmotionLabels labels)
    {
        if (!row.TryGet(column, out var cell))
        {
            throw new FormatException($"there is no value for '{column}'.");
        }

        // A label with a separator in its name comes before a list of labels.
        return labels.IndexOf(cell) is >= 0 and var whole ? [whole] : [.. LabelCell.Split(cell).Select(label => IndexOf(label, labels)).Distinct().Order()];
    }

    private static int IndexOf(string label, EmotionLabels labels)
    {
        if (labels.IndexOf(label) is >= 0 and var index)
        {
            return index;
        }

        return int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < labels.Count
            ? number
            : throw new FormatException($"the label '{label}' is unknown; {string.Join(", ", labels)} are allowed.");
    }

    private static double Score(DatasetRow row, string column) =>
        row.TryGet(column, out var cell) && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score)
            ? score
            : throw new FormatException($"the column '{column}' holds '{cell}'; a number is allowed.");

    private static EmotionAIException Missing(string path, DatasetRow row, string[] names) => new(
        EmotionErrorCodes.InputInvalid, $"'{path}' has no column {string.Join(" or ", names.Select(name => $"'{name}'"))}; it has {string.Join(", ", row.Columns)}.", path);
}
