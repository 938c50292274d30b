using System.Text.Json;
using EmotionAI.Cli.Output;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Input;

/// <summary>Says which columns of a table are the input and which go on to the results.</summary>
internal sealed record RowColumnNames
{
    public required IReadOnlyList<string> UsualInputs { get; init; }

    public string? Input { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<string> Kept { get; init; } = [];

    public string[] Headers => [.. UsualInputs, .. ((string?[])[Input, Id, .. Kept]).OfType<string>().Where(name => !name.All(char.IsAsciiDigit))];

    /// <exception cref="EmotionAIException">A column is missing from the first row.</exception>
    public string FindInput(string path, DatasetRow row)
    {
        foreach (var name in Kept.Concat(Id is null ? [] : [Id]).Where(name => row.Json is null && !row.Columns.Contains(name)))
        {
            throw ColumnName.Missing(path, row.Columns, name, "one of these");
        }

        return (row.Json is not null ? Input : null)
            ?? ColumnName.Choose(path, row.Columns, Input, UsualInputs, row.Columns[0] == "0" || row.Columns.Count == 1 ? row.Columns[0] : null)
            ?? throw ColumnName.Missing(path, row.Columns, "input", $"{string.Join(", ", UsualInputs)} (--input-column)");
    }

    public PassedFields? Passed(DatasetRow row) => Id is null && Kept.Count == 0
        ? null
        : new PassedFields(Id is null ? null : JsonOf(row, Id), [.. Kept.Select(name => KeyValuePair.Create(name, JsonOf(row, name) ?? "null"))]);

    private static string? JsonOf(DatasetRow row, string column)
    {
        for (var i = 0; i < row.Columns.Count; i++)
        {
            if (row.Columns[i] == column)
            {
                return row.Json?[i] ?? (row.TryGet(column, out var text) ? $"\"{JsonEncodedText.Encode(text, ReadableJsonEncoder.Instance)}\"" : null);
            }
        }

        return null;
    }
}
