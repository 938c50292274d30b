using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Says in which columns a file holds what.</summary>
internal sealed record RowColumns
{
    public required string Input { get; init; }

    /// <summary>Gets the column of the labels; null where each label has a column of its own.</summary>
    public required string? Label { get; init; }

    public required string? Speaker { get; init; }

    /// <summary>Gets the columns of 0 and 1, one for each label.</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>Gets the columns of true values, each with its dimension.</summary>
    public IReadOnlyList<(string Column, string Dimension)> Dimensions { get; init; } = [];

    /// <summary>Finds the columns, those asked for or those with the usual names.</summary>
    /// <exception cref="EmotionAIException">One is missing.</exception>
    public static RowColumns Find(string path, IReadOnlyList<DatasetRow> rows, DatasetOptions options, string[] inputNames, string[] labelNames, string[] speakerNames)
    {
        string[] columns = [.. rows.SelectMany(row => row.Columns).Distinct().Where(column => options.IgnoredColumns?.Contains(column) != true)];
        var isNumbered = columns.Length > 0 && columns[0] == "0";
        var input = ColumnName.Choose(path, columns, options.InputColumn, inputNames, isNumbered ? "0" : null)
            ?? throw ColumnName.Missing(path, columns, "input", string.Join(", ", inputNames));
        var speaker = ColumnName.Choose(path, columns, options.SpeakerColumn, speakerNames, null);
        if (options.DimensionOf is { } dimensionOf)
        {
            return new RowColumns { Input = input, Label = null, Speaker = speaker, Dimensions = DimensionsOf(path, columns, input, dimensionOf) };
        }

        var label = ColumnName.Choose(path, columns, options.LabelColumn, labelNames, isNumbered ? "1" : null);
        if (label is not null)
        {
            return new RowColumns { Input = input, Label = label, Speaker = speaker };
        }

        string[] others = [.. columns.Where(column => column != input && column != speaker)];
        var indicators = options.IsLabel is { } isLabel ? [.. others.Where(isLabel)] : IndicatorsOf(rows, others);
        return indicators.Length > 0
            ? new RowColumns { Input = input, Label = null, Speaker = speaker, Indicators = indicators }
            : throw ColumnName.Missing(path, columns, "label", $"{string.Join(", ", labelNames)}, a column with the name of each label of the model");
    }

    private static (string Column, string Dimension)[] DimensionsOf(string path, string[] columns, string input, Func<string, string?> dimensionOf)
    {
        (string Column, string Dimension)[] found = [.. columns.Where(column => column != input && dimensionOf(column) is not null).Select(column => (column, dimensionOf(column)!))];
        if (found.GroupBy(pair => pair.Dimension, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } several)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, $"several columns for '{several.Key}' ({string.Join(", ", several.Select(pair => pair.Column))})", "one is, the others can be ignored");
        }

        return found.Length > 0 ? found : throw ColumnName.Missing(path, columns, "dimension", "a column with the name of each dimension of the model");
    }

    /// <summary>Finds the columns of 0 and 1 where nobody knows the labels: those that hold one of them in most rows.</summary>
    private static string[] IndicatorsOf(IReadOnlyList<DatasetRow> rows, string[] columns)
    {
        string[] found = [.. columns.Where(column => rows.Count(row => row.TryGet(column, out var value) && Indicator.Parse(value) is not null) * 2 > rows.Count)];
        return found.Length > 1 ? found : [];
    }
}
