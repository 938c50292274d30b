using System.Globalization;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Formats;

/// <summary>Reads CSV and TSV, with a header or without.</summary>
internal static class DelimitedRows
{
    private const char Tab = '\t';

    public static IEnumerable<DatasetRow> Read(string path, TextReader reader, RowOptions options, IReadOnlyCollection<string> headers, Action<int, string> report)
    {
        var lines = new NumberedLines(reader, path, options.OnInvalidBytes, options.OnWaiting);
        var isTabbed = options.Format == RowFormat.Tsv;
        if (lines.Next() is not { } first)
        {
            yield break;
        }

        lines.Return([first]);
        var hasHeader = !isTabbed || first.Split(Tab).Any(name => headers.Contains(name.Trim('"', ' '), StringComparer.OrdinalIgnoreCase));
        var isQuoted = options.Quoting == RowQuoting.Csv || (options.Quoting == RowQuoting.Auto && !isTabbed);
        var records = new DelimitedRecords(lines, isTabbed ? Tab : SeparatorOf(first), isQuoted, options.IsLabel, options.KeepsEmptyRows);
        var columns = hasHeader ? Header(path, records, lines) : null;
        while (records.Next(columns?.Length) is { } fields)
        {
            if (FaultOf(records, lines) is { } fault)
            {
                report(records.Line, fault);
                continue;
            }

            columns ??= [.. Enumerable.Range(0, fields.Count).Select(index => index.ToString(CultureInfo.InvariantCulture))];
            if (fields.Count == columns.Length)
            {
                yield return new DatasetRow(records.Line, columns, fields);
            }
            else
            {
                report(records.Line, $"{fields.Count} columns; {columns.Length} are allowed.");
            }
        }
    }

    private static string[] Header(string path, DelimitedRecords records, NumberedLines lines)
    {
        var fields = records.Next() ?? [];
        return FaultOf(records, lines) is { } fault
            ? throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{path}', line {records.Line}, the header: {fault}"), path)
            : [.. fields.Select(name => name.Trim('"', ' '))];
    }

    private static string? FaultOf(DelimitedRecords records, NumberedLines lines)
    {
        var invalid = lines.FaultOf(string.Concat(records.Written), records.Line);
        return records.Fault ?? invalid;
    }

    /// <summary>Finds what separates the names of a header: the comma, unless another sign is there more often.</summary>
    private static char SeparatorOf(string header) => ((char[])[',', ';', Tab, '|']).MaxBy(sign => header.Count(sign.Equals));
}
