using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from a table.</summary>
internal sealed class TablePredictions
{
    private static readonly string[] MissingTruth = ["y_true", "truth", "true_label", "label"];

    private readonly Func<DatasetRow, int[]>? _truth;
    private readonly Func<DatasetRow, int[]>? _predicted;
    private readonly string[]? _scoreColumns;
    private readonly double[] _scores;

    /// <exception cref="EmotionAIException">A column is missing, or which one is meant is not clear.</exception>
    public TablePredictions(string path, IReadOnlyList<string> columns, PredictionsOptions options)
    {
        var labels = options.Labels;
        _scoreColumns = PredictionColumns.Scores(path, columns, labels, options.AreLogits);
        _scores = new double[_scoreColumns is null ? 0 : labels.Count];
        string[] others = [.. columns.Where(column => _scoreColumns?.Contains(column) != true)];
        var predicted = PredictionColumns.Choose(path, others, options.PredictedColumn, "--predicted-column", PredictionColumns.Predicted);
        _predicted = predicted is not null ? row => RowLabels.OfCell(row, predicted, labels)
            : PredictionColumns.PredictedIndicators(others, labels) is { } indicators ? row => RowLabels.OfIndicators(row, indicators) : null;
        _truth = options.TruthPath is null ? Truth(path, [.. others.Where(column => column != predicted)], options) ?? throw RowLabels.Missing(path, columns, MissingTruth) : null;
    }

    /// <exception cref="EmotionAIException">A column is missing, or the truth has another number of samples.</exception>
    public static void Read(string path, PredictionsOptions options, PredictionRows rows, Action<int, string> report)
    {
        var truth = JoinedTruth.Open(path, options, report);
        TablePredictions? columns = null;
        foreach (var row in RowReader.Read(path, PredictionColumns.Headers(options.Labels), (line, message) => truth.Skip(line, message)))
        {
            columns ??= new TablePredictions(path, row.Columns, options);
            truth.Add(row.Line, own => columns.Add(row, own, rows));
        }

        truth.Finish();
    }

    private void Add(DatasetRow row, int[]? joined, PredictionRows rows)
    {
        if (_scoreColumns is not null)
        {
            RowLabels.Scores(row, _scoreColumns, _scores);
        }

        rows.Add(row.Line, joined ?? _truth!(row), _predicted?.Invoke(row), _scores);
    }

    private static Func<DatasetRow, int[]>? Truth(string path, string[] columns, PredictionsOptions options)
    {
        var labels = options.Labels;
        if (PredictionColumns.Choose(path, columns, options.TruthColumn, "--truth-column", PredictionColumns.Truth) is { } exact)
        {
            return row => RowLabels.OfCell(row, exact, labels);
        }

        if (PredictionColumns.TruthIndicators(columns, labels) is { } indicators)
        {
            return row => RowLabels.OfIndicators(row, indicators);
        }

        return PredictionColumns.Choose(path, columns, null, "--truth-column", PredictionColumns.Label) is { } vague ? row => RowLabels.OfCell(row, vague, labels) : null;
    }
}
