using System.Text;

namespace EmotionAI.Formats;

/// <summary>Splits lines into fields. A quote that opens and never closes as it should costs its own line, never those after it.</summary>
/// <param name="lines">The lines.</param>
/// <param name="separator">What stands between fields.</param>
/// <param name="isQuoted">Whether a quote at the start of a field opens it.</param>
/// <param name="isLabel">Tells a label; null where the labels are not known.</param>
/// <param name="keepsEmpty">Whether an empty line of one column is a record; those at the end are none.</param>
internal sealed class DelimitedRecords(NumberedLines lines, char separator, bool isQuoted, Func<string, bool>? isLabel, bool keepsEmpty)
{
    /// <summary>The longest quoted field; a quote that goes on for longer is not one that closes.</summary>
    private const int LongestField = 1 << 20;

    private readonly List<string> _taken = [];

    /// <summary>Gets the line on which the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>Gets the record as it is written, line ends left out.</summary>
    public IEnumerable<string> Written => _taken;

    /// <summary>Gets what is wrong with the record; null for nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the next record; empty lines are none.</summary>
    /// <returns>The fields; null at the end.</returns>
    public List<string>? Next(int? columns = null)
    {
        if (NextLine(keepsEmpty && columns == 1) is not { } line)
        {
            return null;
        }

        _taken.Clear();
        _taken.Add(line);
        (Line, Fault) = (lines.Line, null);
        var fields = isQuoted ? Split(line) : [.. line.Split(separator)];
        if (_taken.Count > 1 && (fields is null || (columns is { } expected && (fields.Count != expected || IsRow(line, expected)))))
        {
            // What was read over the line ends is no record: those lines are read again, for themselves.
            lines.Return([.. _taken.Skip(1)]);
            _taken.RemoveRange(1, _taken.Count - 1);
            fields = null;
        }

        if (fields is null)
        {
            Fault = "a quote opens a field and does not close it; double the quotes in a quoted field, or read quotes as text with --quoting none.";
        }

        return fields ?? [];
    }

    private string? NextLine(bool keepsEmpty)
    {
        var skipped = 0;
        var line = lines.Next();
        for (; line is { Length: 0 }; skipped++)
        {
            line = lines.Next();
        }

        if (line is null || skipped == 0 || !keepsEmpty)
        {
            return line;
        }

        lines.Return([.. Enumerable.Repeat("", skipped - 1), line]);
        return "";
    }

    /// <summary>Tells a line that is a whole row with its label, if its quote is read as text: what follows it are rows too, up to the next quote.</summary>
    private bool IsRow(string line, int columns) => isLabel is not null && line.Split(separator) is var fields && fields.Length == columns && fields.Any(field => isLabel(field.Trim()));

    /// <returns>The fields; null where a quote is not closed.</returns>
    private List<string>? Split(string first)
    {
        List<string> fields = [];
        var (line, at) = (first, 0);
        while (true)
        {
            if (at < line.Length && line[at] == '"')
            {
                var quoted = Quoted(ref line, ref at);
                if (quoted is null && line != first)
                {
                    return null;
                }

                if (quoted is not null)
                {
                    fields.Add(quoted);
                    if (at == line.Length)
                    {
                        return fields;
                    }

                    at++;
                    continue;
                }
            }

            var end = line.IndexOf(separator, at);
            fields.Add(end < 0 ? line[at..] : line[at..end]);
            if (end < 0)
            {
                return fields;
            }

            at = end + 1;
        }
    }

    /// <summary>Reads a quoted field, further lines too; leaves the place at the separator after it, or at the end of the line.</summary>
    /// <returns>The field; null where the closing quote is missing or followed by text. In the first line it is text then.</returns>
    private string? Quoted(ref string line, ref int at)
    {
        var field = new StringBuilder();
        var (current, position) = (line, at + 1);
        while (true)
        {
            var quote = current.IndexOf('"', position);
            if (quote < 0)
            {
                field.Append(current, position, current.Length - position).Append('\n');
                if (field.Length > LongestField || lines.Next() is not { } next)
                {
                    line = "";
                    return null;
                }

                _taken.Add(next);
                (current, position) = (next, 0);
                continue;
            }

            field.Append(current, position, quote - position);
            if (quote + 1 < current.Length && current[quote + 1] == '"')
            {
                field.Append('"');
                position = quote + 2;
            }
            else if (quote + 1 == current.Length || current[quote + 1] == separator)
            {
                (line, at) = (current, quote + 1);
                return field.ToString();
            }
            else
            {
                line = current;
                return null;
            }
        }
    }
}
