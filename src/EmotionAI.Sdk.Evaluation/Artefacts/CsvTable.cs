using System.Text;

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
        var rows = new List<(int, string[])>();
        var cells = new List<string>();
        int position = 0, line = 1, firstLine = 1;
        while (position < text.Length)
        {
            cells.Add(TakeCell(text, delimiter, ref position, ref line, path));
            if (position < text.Length && text[position] == delimiter)
            {
                position++;
                if (position < text.Length)
                {
                    continue;
                }

                cells.Add("");
            }

            if (cells is not [""])
            {
                rows.Add((firstLine, [.. cells]));
            }

            cells.Clear();
            position += position + 1 < text.Length && text[position] == '\r' && text[position + 1] == '\n' ? 2 : 1;
            firstLine = ++line;
        }

        return rows;
    }

    private static string TakeCell(string text, char delimiter, ref int position, ref int line, string path)
    {
        if (text[position] != '"')
        {
            var length = text.AsSpan(position).IndexOfAny(delimiter, '\r', '\n') is var found and >= 0 ? found : text.Length - position;
            position += length;
            return text.Substring(position - length, length);
        }

        var cell = new StringBuilder();
        var start = line;
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"')
            {
                position++;
                if (position >= text.Length || text[position] != '"')
                {
                    return position >= text.Length || text[position] == delimiter || text[position] is '\r' or '\n'
                        ? cell.ToString()
                        : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"'{text[position]}' after a closing quote in line {line}", "the next cell or line is");
                }
            }

            line += text[position] == '\n' ? 1 : 0;
            cell.Append(text[position]);
        }

        throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, $"a quote opened in line {start} and never closed", "closed quotes are");
    }
}
