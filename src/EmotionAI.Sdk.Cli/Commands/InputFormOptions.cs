using System.CommandLine;
using System.Text;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options that say in what form inputs come, the same for every verb.</summary>
internal sealed class InputFormOptions
{
    private static readonly string[] Formats = ["lines", "csv", "tsv", "jsonl"];

    private readonly Option<string?> _format = new("--input-format") { HelpName = "lines|csv|tsv|jsonl", Description = "The form of the input. The default is what the ending of its name says; other names and standard input are lines." };
    private readonly Option<string?> _column = new("--input-column") { HelpName = "NAME", Description = "The column of the text or audio path, by header, key or number. The default is the usual names: text, path, …" };
    private readonly Option<string?> _encoding = new("--encoding") { HelpName = "NAME", Description = "The encoding: windows-1252, latin1, utf-16, … The default is UTF-8; a byte order mark tells too." };
    private readonly Option<RowQuoting> _quoting = new("--quoting") { HelpName = "auto|csv|none", Description = "Whether quotes enclose fields (csv) or are text (none). The default is csv in CSV and none in TSV." };
    private readonly Option<string?> _id = new("--id-column") { HelpName = "NAME", Description = "Writes this column to each result, as id." };
    private readonly Option<string[]> _keep = new("--keep") { HelpName = "NAME", Description = "Writes these columns to each result, under fields.", AllowMultipleArgumentsPerToken = true };

    private readonly InvalidLines _invalid = new();

    public InputFormOptions()
    {
        _format.AcceptOnlyFromAmong(Formats);
        _encoding.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var name }] && TextEncoding.Find(name) is null)
            {
                result.AddError($"--encoding is '{name}'; allowed: utf-8, utf-16, windows-1252, latin1 and the other names of IANA.");
            }
        });
    }

    /// <param name="command">The verb.</param>
    /// <param name="passes">Whether fields go on to the results.</param>
    public void AddTo(Command command, bool passes)
    {
        foreach (var option in (Option[])[_format, _column, _encoding, _quoting, .. (Option[])(passes ? [_id, _keep] : [])])
        {
            command.Add(option);
        }
    }

    /// <summary>Says at the end of a run, however it ends, which lines had bytes that are not valid.</summary>
    /// <returns>What ends the run.</returns>
    public IDisposable TellInvalidLines(CommandConsole console) => new InvalidLinesReport(_invalid, console);

    public string? Column(ParseResult result) => result.GetValue(_column);

    /// <summary>Gives how to read rows; the format is null where none was asked for.</summary>
    public RowOptions Rows(ParseResult result) => new()
    {
        Format = result.GetValue(_format) is { } format ? (RowFormat)Array.IndexOf(Formats, format) : null,
        Quoting = result.GetValue(_quoting),
        Encoding = Encoding(result),
        OnInvalidBytes = _invalid.Add,
    };

    public RowColumnNames Columns(ParseResult result, IReadOnlyList<string> usual) => new()
    {
        UsualInputs = usual,
        Input = Column(result),
        Id = result.GetValue(_id),
        Kept = [.. (result.GetValue(_keep) ?? []).SelectMany(item => item.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    /// <summary>Opens texts in the form asked for.</summary>
    /// <param name="result">The options.</param>
    /// <param name="reader">The text, that <see cref="TextInput"/> opened.</param>
    /// <param name="name">The file; null for standard input.</param>
    /// <param name="portion">The largest number of texts at once.</param>
    /// <param name="longest">The longest text, in UTF-16 units.</param>
    /// <param name="cancellationToken">Ends a wait for more.</param>
    public IInputSource<string> Texts(ParseResult result, TextReader reader, string? name, int portion, int longest, CancellationToken cancellationToken)
    {
        var rows = Rows(result);
        if (reader is EncodedReader encoded)
        {
            encoded.Encoding = rows.Encoding;
        }

        var format = rows.Format ?? RowOptions.FormatOf(name ?? "") ?? RowFormat.Lines;
        return format == RowFormat.Lines
            ? new TextLines(reader, portion, longest, cancellationToken, rows.OnInvalidBytes, name)
            : new RowTexts(reader, name ?? "-", rows with { Format = format }, Columns(result, InputNames.Text), portion, cancellationToken);
    }

    private Encoding? Encoding(ParseResult result) => result.GetValue(_encoding) is { } name ? TextEncoding.Find(name) : null;
}
