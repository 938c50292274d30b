namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads texts with their labels from TSV, CSV and JSON lines.</summary>
/// <remarks>
/// <para>Safe for concurrent use. A TSV file without a header is read as GoEmotions writes it: text, label ids, anything; in TSV quotes are part of the text. In CSV fields may be quoted (RFC 4180); <see cref="DatasetOptions.Quoting"/> says otherwise.</para>
/// <para>Labels are names or ids, several of them separated by <c>,</c>, <c>;</c> or <c>|</c> or as a list of JSON, Python, numpy or Hugging Face; ids need names (<see cref="DatasetOptions.LabelNamesPath"/>). A file with one column of 0 and 1 for each label is read too.</para>
/// </remarks>
public static class TextDataset
{
    internal static readonly string[] InputNames = ["text", "sentence", "utterance", "content", "comment", "comment_text", "tweet", "review"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The <c>.tsv</c>, <c>.csv</c>, <c>.jsonl</c> or <c>.ndjson</c> file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The samples, and the lines that could not be read.</returns>
    /// <exception cref="EmotionAIException">The file or one of its columns is missing, ids have no names, or there is no sample; in strict mode, any fault.</exception>
    public static Dataset Read(string path, DatasetOptions? options = null)
    {
        var reading = new DatasetReading(path, options ?? new DatasetOptions(), InputNames);
        return reading.Finish([.. reading.Read()], isAudio: false);
    }
}
