using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads the labels of samples from a file of their own, in the order of the samples: the truth, or what was predicted.</summary>
internal sealed class TruthFile
{
    private readonly string _path;
    private readonly PredictionsOptions _options;
    private readonly bool _isPredicted;

    private TruthFile(string path, PredictionsOptions options, bool isPredicted)
    {
        _path = path;
        _options = options;
        _isPredicted = isPredicted;
    }

    private EmotionLabels Labels => _options.Labels;

    /// <summary>Opens what gives the rows of a file their truth, from a file of its own where there is one.</summary>
    public static JoinedTruth<StatedLabels> Join(string path, PredictionsOptions options, Action<int, string> report) =>
        new(path, options, report, options.TruthPath is { } truthPath ? Read(truthPath, options) : null);

    /// <summary>Reads the labels of each sample: from a NumPy vector of indices, a matrix of 0 and 1, a table or JSON lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="isPredicted">Whether it says what was predicted, and not the truth.</param>
    /// <returns>For each sample its labels, or what is wrong with them.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or holds no labels.</exception>
    public static IReadOnlyList<(StatedLabels Labels, string? Problem)> Read(string path, PredictionsOptions options, bool isPredicted = false)
    {
        var file = new TruthFile(path, options, isPredicted);
        return Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? file.ReadArray() : file.ReadTable();
    }

    private List<(StatedLabels Labels, string? Problem)> ReadArray()
    {
        var array = NpyReader.Read(_path);
        var isVector = array.Shape.Count == 1 || (array.Shape is [_, 1] && Labels.Count > 1);
        var count = array.Shape.Count == 0 ? 0 : array.Shape[0];
        if (!isVector && (array.Shape.Count != 2 || array.Shape[1] != Labels.Count))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, _path, $"an array of the shape ({array.ShapeText})", Invariant($"({count}, {Labels.Count}), one column of 0 and 1 for each label, or ({count},), the index of a label, are"));
        }

        List<(StatedLabels, string?)> rows = new(count);
        for (var row = 0; row < count; row++)
        {
            try
            {
                rows.Add((new StatedLabels(isVector ? [TruthValue.IndexOf(array.ValueAt(row), Labels)] : Indicators(array, row)), null));
            }
            catch (FormatException e)
            {
                rows.Add((default, Invariant($"row {row}: {e.Message}")));
            }
        }

        return rows;
    }

    private int[] Indicators(NpyArray array, int row)
    {
        List<int> found = [];
        for (var label = 0; label < Labels.Count; label++)
        {
            var value = array.ValueAt((row * Labels.Count) + label);
            if (value is not (0 or 1))
            {
                throw new FormatException(Invariant($"'{Labels[label]}' is {value}; 0 and 1 are allowed."));
            }

            if (value == 1)
            {
                found.Add(label);
            }
        }

        return [.. found];
    }

    private List<(StatedLabels Labels, string? Problem)> ReadTable()
    {
        List<(StatedLabels, string?)> rows = [];
        var format = RowOptions.FormatOf(_path) ?? _options.Format;
        IReadOnlyList<string>? columns = null;
        Func<DatasetRow, StatedLabels>? read = null;
        foreach (var row in RowReader.Read(_path, PredictionColumns.Headers(Labels), (line, message) => rows.Add((default, Invariant($"line {line}: {message}"))), _options.Rows(format)))
        {
            try
            {
                // Lines of JSON may each have other keys; the rows of a table share their columns.
                if (read is null || !ReferenceEquals(columns, row.Columns))
                {
                    (columns, read) = (row.Columns, Reader(row.Columns));
                }

                rows.Add((read(row), null));
            }
            catch (FormatException e)
            {
                rows.Add((default, Invariant($"line {row.Line}: {e.Message}")));
            }
            catch (EmotionAIException e) when (row.Json is not null)
            {
                rows.Add((default, Invariant($"line {row.Line}: {e.Message}")));
            }
        }

        return rows;
    }

    private Func<DatasetRow, StatedLabels> Reader(IReadOnlyList<string> columns)
    {
        var (option, wanted, names) = _isPredicted
            ? ("--predicted-column", _options.PredictedColumn, PredictionColumns.Predicted)
            : ("--truth-column", _options.TruthColumn, PredictionColumns.Truth);
        if (PredictionColumns.Choose(_path, columns, wanted, option, names) is { } exact)
        {
            return row => RowLabels.OfCell(row, exact, Labels);
        }

        var indicators = (_isPredicted ? PredictionColumns.PredictedIndicators(columns, Labels) : null) ?? PredictionColumns.TruthIndicators(columns, Labels);
        if (indicators is not null)
        {
            return row => RowLabels.OfIndicators(row, indicators);
        }

        return PredictionColumns.Choose(_path, columns, null, option, PredictionColumns.Label) is { } vague
            ? row => RowLabels.OfCell(row, vague, Labels)
            : throw RowLabels.Missing(_path, columns, option, [.. Labels]);
    }
}
