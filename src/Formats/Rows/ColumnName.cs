namespace EmotionAI.Formats;

/// <summary>Finds a column of a table by its name.</summary>
internal static class ColumnName
{
    /// <summary>Finds a column by the name asked for, or by one of the usual names.</summary>
    /// <exception cref="EmotionAIException">The one asked for is missing.</exception>
    public static string? Choose(string path, IReadOnlyList<string> columns, string? wanted, IReadOnlyList<string> names, string? numbered)
    {
        if (wanted is not null)
        {
            return columns.Contains(wanted) ? wanted : throw Missing(path, columns, wanted, "one of these");
        }

        return columns.FirstOrDefault(column => names.Contains(column, StringComparer.OrdinalIgnoreCase)) ?? numbered;
    }

    public static EmotionAIException Missing(string path, IReadOnlyList<string> columns, string column, string allowed) =>
        new(EmotionErrorCodes.InputInvalid, $"'{path}' has no column for '{column}'; it has {string.Join(", ", columns.Select(name => $"'{name}'"))}. Allowed: {allowed}, or name the column.", path);
}
