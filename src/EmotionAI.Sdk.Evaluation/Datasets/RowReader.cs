using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads the rows of a file, whatever its format.</summary>
internal static class RowReader
{
    /// <param name="path">The file; its name tells the format.</param>
    /// <param name="headers">The names that tell a header from a first row of data.</param>
    /// <param name="report">Takes the line and the message of what cannot be read.</param>
    /// <exception cref="EmotionAIException">The file is missing or of another format.</exception>
    public static IEnumerable<DatasetRow> Read(string path, string[] headers, Action<int, string> report)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => DelimitedRows.Read(path, isTabbed: false, headers, report),
            ".tsv" or ".tab" => DelimitedRows.Read(path, isTabbed: true, headers, report),
            ".jsonl" or ".ndjson" => JsonRows.Read(path, report),
            var extension => throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, $"the ending '{extension}'", ".tsv, .csv, .jsonl and .ndjson are"),
        };
    }
}
