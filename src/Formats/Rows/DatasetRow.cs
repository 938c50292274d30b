using System.Diagnostics.CodeAnalysis;

namespace EmotionAI.Formats;

/// <summary>Holds one line of a file, by column.</summary>
internal sealed class DatasetRow(int line, IReadOnlyList<string> columns, IReadOnlyList<string> values)
{
    /// <summary>Gets the line on which it begins, from 1.</summary>
    public int Line => line;

    /// <summary>Gets the headers or keys; the numbers of the columns where there is no header.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Gets the values as JSON, in the order of the columns; null where the file is not JSON.</summary>
    public IReadOnlyList<string>? Json { get; init; }

    public bool TryGet(string column, [NotNullWhen(true)] out string? value)
    {
        for (var i = 0; i < Math.Min(columns.Count, values.Count); i++)
        {
            if (columns[i] == column)
            {
                value = values[i];
                return true;
            }
        }

        value = null;
        return false;
    }
}
