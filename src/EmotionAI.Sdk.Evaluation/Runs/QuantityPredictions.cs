using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads quantities that were predicted elsewhere: a table, JSON lines or a NumPy array <c>[samples, dimensions]</c>, with the truth in it or in a file of its own.</summary>
internal sealed class QuantityPredictions(string path, PredictionsOptions options)
{
    private readonly EmotionLabels _dimensions = options.Labels;
    private readonly PredictionFaults _faults = new(path, options.IsStrict);
    private readonly RowBuffer<double> _truth = new(options.Labels.Count);
    private readonly RowBuffer<double> _predicted = new(options.Labels.Count);
    private readonly TextColumn _inputs = new();
    private readonly TextColumn _speakers = new();

    /// <exception cref="EmotionAIException">The file is missing or of another format, something is missing in it, or no prediction is left; in strict mode, any fault.</exception>
    public EvaluatedDimensions Read()
    {
        var truth = new JoinedTruth<StatedQuantities>(path, options, _faults.Report, options.TruthPath is { } truthPath ? Truth(truthPath) : null);
        if (IsArray(path) && options.Format is null)
        {
            ReadArray(truth);
        }
        else
        {
            ReadRows(truth);
        }

        truth.Finish();
        return _truth.Count == 0 ? throw _faults.NothingLeft() : Finish();
    }

    private static bool IsArray(string file) => Path.GetExtension(file).Equals(".npy", StringComparison.OrdinalIgnoreCase);

    private void ReadArray(JoinedTruth<StatedQuantities> truth)
    {
        if (options.TruthPath is null)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' holds predicted values only; name the file of the truth.", path);
        }

        foreach (var (row, values) in Rows(path).Index())
        {
            truth.Add(row + 1, own => Add(own!.Value.Values, values.Values, null, null));
        }
    }

    private void ReadRows(JoinedTruth<StatedQuantities> joined)
    {
        var places = new QuantityColumns(path, options);
        IReadOnlyList<string>? columns = null;
        Func<DatasetRow, double[]>? truth = null, predicted = null;
        foreach (var row in RowReader.Read(path, Headers(), joined.Skip, options.Rows(options.Format)))
        {
            joined.Add(row.Line, own => OfLine(row, () =>
            {
                // Lines of JSON may each have other keys; the rows of a table share their columns.
                if (!ReferenceEquals(columns, row.Columns))
                {
                    truth = own is null ? places.Truth(row.Columns) : null;
                    predicted = places.Predicted(row.Columns, own is not null);
                    columns = row.Columns;
                }

                Add(own?.Values ?? truth!(row), predicted!(row), Text(row, options.InputColumn is { } input ? [input] : PredictionColumns.Input), Text(row, ["speaker"]));
            }));
        }
    }

    private List<(StatedQuantities Values, string? Problem)> Truth(string file)
    {
        if (IsArray(file))
        {
            return [.. Rows(file).Select(values => (values, (string?)null))];
        }

        List<(StatedQuantities, string?)> rows = [];
        var places = new QuantityColumns(file, options);
        foreach (var row in RowReader.Read(file, Headers(), Fault, options.Rows(RowOptions.FormatOf(file) ?? options.Format)))
        {
            try
            {
                OfLine(row, () => rows.Add((new StatedQuantities(places.Truth(row.Columns)(row)), null)));
            }
            catch (FormatException e)
            {
                Fault(row.Line, e.Message);
            }
        }

        return rows;

        void Fault(int line, string message) => rows.Add((default, Invariant($"line {line}: {message}")));
    }

    private IEnumerable<StatedQuantities> Rows(string file)
    {
        var array = NpyReader.Read(file);
        if (array.ElementType != NpyElementType.FloatingPoint || array.Shape.Count != 2 || array.Shape[1] != _dimensions.Count)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, file, $"elements of type {array.ElementType} of the shape ({array.ShapeText})", Invariant($"values of type float of the shape (samples, {_dimensions.Count}), one column for each dimension, are"));
        }

        return Enumerable.Range(0, array.Shape[0]).Select(row => new StatedQuantities([.. Enumerable.Range(0, _dimensions.Count).Select(i => array.ValueAt((row * _dimensions.Count) + i))]));
    }

    private string[] Headers() => ["truth", "dimensions", "input", "path", "file", "speaker", .. _dimensions, .. _dimensions.SelectMany(name => (string[])[$"true_{name}", $"pred_{name}", $"{name}_true", $"{name}_pred"])];

    private void Add(double[] truth, double[] predicted, string? input, string? speaker)
    {
        foreach (var value in truth.Concat(predicted))
        {
            if (!double.IsFinite(value))
            {
                throw new FormatException(Invariant($"the value {value}; finite numbers are allowed."));
            }
        }

        _inputs.Set(_truth.Count, input);
        _speakers.Set(_truth.Count, speaker);
        truth.CopyTo(_truth.Add());
        predicted.CopyTo(_predicted.Add());
        _faults.HasRows = true;
    }

    private EvaluatedDimensions Finish()
    {
        var rows = _truth.Count;
        return new EvaluatedDimensions(_dimensions, new ScoreMatrix(_truth.Take(), _dimensions.Count), new ScoreMatrix(_predicted.Take(), _dimensions.Count))
        {
            ModelId = options.ModelId,
            Inputs = Known(_inputs, rows),
            Speakers = Known(_speakers, rows),
            Problems = _faults.ByLine,
        };
    }

    /// <summary>Takes what is wrong with the keys of one line of JSON as a fault of that line; the columns of a table are those of all rows.</summary>
    /// <exception cref="FormatException">The line has a fault.</exception>
    private static void OfLine(DatasetRow row, Action read)
    {
        if (row.Json is not null && row.TryGet("error", out var error))
        {
            throw new FormatException($"it holds an error and no prediction: {error}");
        }

        try
        {
            read();
        }
        catch (EmotionAIException e) when (row.Json is not null)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static string[]? Known(TextColumn texts, int rows) => texts.ToList(rows) is { } known && !known.Contains(null) ? [.. known!] : null;

    private static string? Text(DatasetRow row, string[] names) => names.Select(name => row.TryGet(name, out var text) && text.Length > 0 ? text : null).FirstOrDefault(text => text is not null);
}
