using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads the labels of samples from a file of their own, in the order of the samples.</summary>
internal static class TruthFile
{
    /// <summary>Reads the labels of each sample: from a NumPy vector of indices, a matrix of 0 and 1, a table or JSON lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="column">The column asked for, or null.</param>
    /// <returns>For each sample its labels, or what is wrong with them.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or holds no labels.</exception>
    public static IReadOnlyList<(int[]? Labels, string? Problem)> Read(string path, EmotionLabels labels, string? column) =>
        Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? ReadArray(path, labels) : ReadTable(path, labels, column);

    private static List<(int[]? Labels, string? Problem)> ReadArray(string path, EmotionLabels labels)
    {
        var array = NpyReader.Read(path);
        var isVector = array.Shape.Count == 1 || (array.Shape is [_, 1] && labels.Count > 1);
        var count = array.Shape.Count == 0 ? 0 : array.Shape[0];
        if (!isVector && (array.Shape.Count != 2 || array.Shape[1] != labels.Count))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, $"an array of the shape ({array.ShapeText})", Invariant($"({count}, {labels.Count}), one column of 0 and 1 for each label, or ({count},), the index of a label, are"));
        }

        List<(int[]?, string?)> rows = new(array.Shape[0]);
        for (var row = 0; row < array.Shape[0]; row++)
        {
            try
            {
                rows.Add((isVector ? [TruthValue.IndexOf(array.ValueAt(row), labels)] : Indicators(array, row, labels), null));
            }
            catch (FormatException e)
            {
                rows.Add((null, Invariant($"row {row}: {e.Message}")));
            }
        }

        return rows;
    }

    private static int[] Indicators(NpyArray array, int row, EmotionLabels labels)
    {
        List<int> found = [];
        for (var label = 0; label < labels.Count; label++)
        {
            var value = array.ValueAt((row * labels.Count) + label);
            if (value is not (0 or 1))
            {
                throw new FormatException(FormattableString.Invariant($"'{labels[label]}' is {value}; 0 and 1 are allowed."));
            }

            if (value == 1)
            {
                found.Add(label);
            }
        }

        return [.. found];
    }

    private static List<(int[]? Labels, string? Problem)> ReadTable(string path, EmotionLabels labels, string? column)
    {
        List<(int[]?, string?)> rows = [];
        Func<DatasetRow, int[]>? read = null;
        foreach (var row in RowReader.Read(path, PredictionColumns.Headers(labels), (line, message) => rows.Add((null, Invariant($"line {line}: {message}")))))
        {
            read ??= Reader(path, row.Columns, labels, column);
            try
            {
                rows.Add((read(row), null));
            }
            catch (FormatException e)
            {
                rows.Add((null, Invariant($"line {row.Line}: {e.Message}")));
            }
        }

        return rows;
    }

    private static Func<DatasetRow, int[]> Reader(string path, IReadOnlyList<string> columns, EmotionLabels labels, string? wanted)
    {
        const string option = "--truth-column";
        if (PredictionColumns.Choose(path, columns, wanted, option, PredictionColumns.Truth) is { } exact)
        {
            return row => RowLabels.OfCell(row, exact, labels);
        }

        if (PredictionColumns.TruthIndicators(columns, labels) is { } indicators)
        {
            return row => RowLabels.OfIndicators(row, indicators);
        }

        return PredictionColumns.Choose(path, columns, null, option, PredictionColumns.Label) is { } vague
            ? row => RowLabels.OfCell(row, vague, labels)
            : throw RowLabels.Missing(path, columns, [.. labels]);
    }
}
