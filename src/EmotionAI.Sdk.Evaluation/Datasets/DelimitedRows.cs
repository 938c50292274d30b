using System.Globalization;
using CsvHelper;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads CSV and TSV, with a header or without.</summary>
internal static class DelimitedRows
{
    private const int LongestRecord = 16 << 20;

    public static IEnumerable<DatasetRow> Read(string path, bool isTabbed, string[] headers, Action<int, string> report)
    {
        var hasHeader = !isTabbed || HasHeader(path, headers);
        using var reader = CsvReader.Create(ArtefactFile.Open(path), new CsvReaderOptions
        {
            HasHeader = hasHeader,
            Separator = isTabbed ? '\t' : null,
            Mode = hasHeader ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => report((int)record.LineNumber, $"the quotes do not match ({record.Reason})."),
        });
        IReadOnlyList<string>? columns = null;
        while (Next(reader, path))
        {
            columns ??= hasHeader ? [.. reader.Headers.Select(name => name.Trim())] : [.. Enumerable.Range(0, reader.FieldCount).Select(index => index.ToString(CultureInfo.InvariantCulture))];
            if (reader.FieldCount == columns.Count)
            {
                yield return new DatasetRow((int)reader.LineNumber, columns, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }
            else
            {
                report((int)reader.LineNumber, $"{reader.FieldCount} columns; {columns.Count} are allowed.");
            }
        }
    }

    private static bool HasHeader(string path, string[] headers)
    {
        using var reader = new StreamReader(ArtefactFile.Open(path));
        return reader.ReadLine()?.Split('\t').Any(name => headers.Contains(name.Trim('"', ' '), StringComparer.OrdinalIgnoreCase)) ?? false;
    }

    private static bool Next(CsvReader reader, string path)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is CsvFormatException or IOException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }
}
