using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Formats;

/// <summary>Reads the rows of a file, whatever its format.</summary>
internal static class RowReader
{
    /// <summary>After so many faults and no row, what is read is something else: a device that never ends, perhaps.</summary>
    public const int MostFaults = 100_000;

    /// <param name="path">The file; its name tells the format, unless the options do.</param>
    /// <param name="headers">The names that tell a header from a first row of data.</param>
    /// <param name="report">Takes the line and the message of what cannot be read.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="EmotionAIException">The file is missing or of another format.</exception>
    public static IEnumerable<DatasetRow> Read(string path, IReadOnlyCollection<string> headers, Action<int, string> report, RowOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= RowOptions.Default;
        return ReadFile(path, headers, report, options with { Format = FormatOf(path, options.Format) });
    }

    /// <summary>Gives the format of a file.</summary>
    /// <param name="path">The file; its name tells.</param>
    /// <param name="given">The format that is asked for; null for what the name tells.</param>
    /// <exception cref="EmotionAIException">The file has no rows.</exception>
    public static RowFormat FormatOf(string path, RowFormat? given)
    {
        var format = given ?? RowOptions.FormatOf(path);
        if (format is null or RowFormat.Lines)
        {
            var found = format is null ? $"the ending '{Path.GetExtension(path).ToLowerInvariant()}'" : "lines of plain text, which have no columns";
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, found, ".tsv, .csv, .jsonl and .ndjson are, and any name with --input-format csv, tsv or jsonl is");
        }

        return format.Value;
    }

    /// <summary>Reads rows from a text that is open.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="headers">The names that tell a header from a first row of data.</param>
    /// <param name="report">Takes the line and the message of what cannot be read.</param>
    /// <param name="options">How to read it, with the format.</param>
    public static IEnumerable<DatasetRow> Read(TextReader reader, string name, IReadOnlyCollection<string> headers, Action<int, string> report, RowOptions options) =>
        options.Format == RowFormat.JsonLines
            ? JsonRows.Read(name, reader, options, report)
            : DelimitedRows.Read(name, reader, options, headers, report);

    private static IEnumerable<DatasetRow> ReadFile(string path, IReadOnlyCollection<string> headers, Action<int, string> report, RowOptions options)
    {
        using var reader = new EncodedReader(ArtefactFile.Open(path), options.Encoding, path);
        var (read, faults) = (0, 0);
        using var rows = Read(reader, path, headers, Report, options).GetEnumerator();
        while (Next(rows, path))
        {
            read++;
            yield return rows.Current;
        }

        void Report(int line, string message)
        {
            report(line, message);
            if (read == 0 && ++faults == MostFaults)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, Invariant($"no row in the first {MostFaults} that can be read (the last: line {line}: {message})"), "rows of its format are");
            }
        }
    }

    private static bool Next(IEnumerator<DatasetRow> rows, string path)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (IOException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }
}
