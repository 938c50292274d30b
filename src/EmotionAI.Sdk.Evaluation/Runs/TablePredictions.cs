using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads predictions from a table.</summary>
internal sealed class TablePredictions
{
    private static readonly string[] MissingTruth = ["y_true", "truth", "true_label", "label"];

    private readonly string _path;
    private readonly PredictionsOptions _options;
    private readonly Func<DatasetRow, StatedLabels>? _truth;
    private readonly Func<DatasetRow, StatedLabels>? _predicted;
    private readonly string[]? _scoreColumns;
    private readonly double[] _scores;
    private readonly string? _input;

    /// <exception cref="EmotionAIException">A column is missing, or which one is meant is not clear.</exception>
    public TablePredictions(string path, IReadOnlyList<string> columns, PredictionsOptions options)
    {
        _path = path;
        _options = options;
        var labels = options.Labels;
        _scoreColumns = PredictionColumns.Scores(columns, labels, options.AreLogits, out var lone);
        if (lone is not null)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}': {PredictionColumns.DescribeLone(lone, columns)}", path);
        }

        (string[] Others, string? Predicted) split = Split(columns);
        _predicted = split.Predicted is { } predicted ? row => RowLabels.OfCell(row, predicted, labels)
            : PredictionColumns.PredictedIndicators(split.Others, labels) is { } indicators ? row => RowLabels.OfIndicators(row, indicators) : null;
        if (options.TruthPath is null)
        {
            _truth = Truth(split.Others);
            if (_truth is null && _predicted is not null && _scoreColumns is not null)
            {
                // Columns with the bare names of the labels, beside those of what was predicted, are the truth and no scores.
                _scoreColumns = null;
                _truth = Truth(Split(columns).Others);
            }

            _truth = _truth ?? throw RowLabels.Missing(path, columns, "--truth-column", MissingTruth);
        }

        _scores = new double[_scoreColumns is null ? 0 : labels.Count];
        _input = ColumnName.Choose(path, split.Others, options.InputColumn, PredictionColumns.Input, null);
    }

    /// <exception cref="EmotionAIException">A column is missing, or the truth has another number of samples.</exception>
    public static void Read(string path, PredictionsOptions options, PredictionRows rows, Action<int, string> report)
    {
        var truth = TruthFile.Join(path, options, report);
        TablePredictions? columns = null;
        foreach (var row in RowReader.Read(path, PredictionColumns.Headers(options.Labels), truth.Skip, options.Rows(options.Format)))
        {
            columns ??= new TablePredictions(path, row.Columns, options);
            truth.Add(row.Line, own => columns.Add(row, own, rows));
        }

        truth.Finish();
    }

    private void Add(DatasetRow row, StatedLabels? joined, PredictionRows rows)
    {
        if (_scoreColumns is not null)
        {
            RowLabels.Scores(row, _scoreColumns, _scores);
        }

        rows.Add(row.Line, joined ?? _truth!(row), _predicted?.Invoke(row), _scores, _input is not null && row.TryGet(_input, out var input) ? input : null);
    }

    /// <summary>Tells the columns that hold no scores, and among them the one of the predicted labels, which is not among the others.</summary>
    private (string[] Others, string? Predicted) Split(IReadOnlyList<string> columns)
    {
        string[] others = [.. columns.Where(column => _scoreColumns?.Contains(column) != true)];
        var predicted = PredictionColumns.Choose(_path, others, _options.PredictedColumn, "--predicted-column", PredictionColumns.Predicted);
        return ([.. others.Where(column => column != predicted)], predicted);
    }

    private Func<DatasetRow, StatedLabels>? Truth(string[] columns)
    {
        var labels = _options.Labels;
        if (PredictionColumns.Choose(_path, columns, _options.TruthColumn, "--truth-column", PredictionColumns.Truth) is { } exact)
        {
            return row => RowLabels.OfCell(row, exact, labels);
        }

        if (PredictionColumns.TruthIndicators(columns, labels) is { } indicators)
        {
            return row => RowLabels.OfIndicators(row, indicators);
        }

        return PredictionColumns.Choose(_path, columns, null, "--truth-column", PredictionColumns.Label) is { } vague ? row => RowLabels.OfCell(row, vague, labels) : null;
    }
}
