using System.Text;
using CsvHelper;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Reads tables as spreadsheets, pandas and notebooks write them (RFC 4180 and its dialects): comma, semicolon or tab, quotes, CRLF, byte-order mark.</summary>
internal sealed class CsvTable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvTable(string path, char delimiter, IReadOnlyList<(int Line, string[] Cells)> rows)
    {
        Path = path;
        Delimiter = delimiter;
        Rows = rows;
    }

    public string Path { get; }

    public char Delimiter { get; }

    /// <summary>Gets the rows, header included, each with the number of its first line; empty lines are left out.</summary>
    public IReadOnlyList<(int Line, string[] Cells)> Rows { get; }

    /// <summary>Reads a file; of comma, semicolon and tab the one that splits the first line into most cells is the delimiter.</summary>
    /// <exception cref="EmotionAIException">The file cannot be read, or is not such a table.</exception>
    public static CsvTable Read(string path)
    {
        var text = Decode(ArtefactFile.ReadBytes(path), path);
        var firstLine = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        var delimiter = ',';
        foreach (var candidate in (ReadOnlySpan<char>)[';', '\t'])
        {
            delimiter = firstLine.Count(candidate) > firstLine.Count(delimiter) ? candidate : delimiter;
        }

        return new CsvTable(path, delimiter, Parse(text, delimiter, path));
    }

    /// <summary>Decodes UTF-8 with or without byte-order mark.</summary>
    /// <exception cref="EmotionAIException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return Utf8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, "bytes that are not UTF-8", "UTF-8 is", e.Index, e);
        }
    }

    /// <summary>Quotes a cell where it must be, as Python's <c>csv</c> does.</summary>
    public static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static List<(int Line, string[] Cells)> Parse(string text, char delimiter, string path)
    {
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = delimiter,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
        };
        List<(int, string[])> rows = [];
        try
        {
            using var reader = CsvReader.FromText(text, options);
            while (reader.Read())
            {
                rows.Add(((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
            }

            return rows;
        }
        catch (CsvFormatException e)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, Invariant($"quotes that do not match in line {e.LineNumber}"), "closed quotes, followed by the next cell or line, are", cause: e);
        }
    }
}
