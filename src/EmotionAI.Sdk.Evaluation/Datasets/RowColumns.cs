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

    /// <summary>Finds the columns, those asked for or those with the usual names.</summary>
    /// <exception cref="EmotionAIException">One is missing.</exception>
    public static RowColumns Find(string path, DatasetRow first, DatasetOptions options, string[] inputNames, string[] labelNames, string[] speakerNames)
    {
        var isNumbered = first.Columns.Count > 0 && first.Columns[0] == "0";
        var input = Choose(path, first, options.InputColumn, inputNames, isNumbered ? "0" : null)
            ?? throw Missing(path, first, "input", string.Join(", ", inputNames));
        var label = Choose(path, first, options.LabelColumn, labelNames, isNumbered ? "1" : null);
        var speaker = Choose(path, first, options.SpeakerColumn, speakerNames, null);
        if (label is not null)
        {
            return new RowColumns { Input = input, Label = label, Speaker = speaker };
        }

        string[] indicators = [.. first.Columns.Where(column => column != input && column != speaker && first.TryGet(column, out var value) && value is "0" or "1")];
        return indicators.Length > 1
            ? new RowColumns { Input = input, Label = null, Speaker = speaker, Indicators = indicators }
            : throw Missing(path, first, "label", string.Join(", ", labelNames));
    }

    private static string? Choose(string path, DatasetRow first, string? wanted, string[] names, string? numbered)
    {
        if (wanted is not null)
        {
            return first.Columns.Contains(wanted) ? wanted : throw Missing(path, first, wanted, "one of these");
        }

        return first.Columns.FirstOrDefault(column => names.Contains(column, StringComparer.OrdinalIgnoreCase)) ?? numbered;
    }

    private static EmotionAIException Missing(string path, DatasetRow first, string column, string allowed) =>
        new(EmotionErrorCodes.InputInvalid, $"'{path}' has no column for '{column}'; it has {string.Join(", ", first.Columns.Select(name => $"'{name}'"))}. Allowed: {allowed}, or name the column.", path);
}
