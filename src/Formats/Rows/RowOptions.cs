using System.Text;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Formats;

/// <summary>Says how to read the rows of a file.</summary>
internal sealed record RowOptions
{
    public static RowOptions Default { get; } = new();

    /// <summary>Gets the format; null for the one that the ending of the name tells.</summary>
    public RowFormat? Format { get; init; }

    public RowQuoting Quoting { get; init; }

    /// <summary>Gets the encoding; null for UTF-8, or what a byte order mark tells.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Gets what is told of each line with bytes that are not valid: file, line, encoding; null for nobody.</summary>
    public Action<string, int, string>? OnInvalidBytes { get; init; }

    /// <summary>Gets what is called before more text is waited for; null for nothing.</summary>
    public Action? OnWaiting { get; init; }

    /// <summary>Gets whether an empty line of a table with one column is a row, so that rows can be counted against those of another file. Those at the end are none.</summary>
    public bool KeepsEmptyRows { get; init; }

    /// <summary>Gets what tells a label; null where the labels are not known.</summary>
    public Func<string, bool>? IsLabel { get; init; }

    /// <summary>Finds the format that the ending of a name tells.</summary>
    /// <returns>The format; null for an ending of none.</returns>
    public static RowFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => RowFormat.Csv,
        ".tsv" or ".tab" => RowFormat.Tsv,
        ".jsonl" or ".ndjson" => RowFormat.JsonLines,
        _ => null,
    };
}
