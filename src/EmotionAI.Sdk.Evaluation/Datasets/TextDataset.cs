using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Reads texts with their labels from TSV, CSV and JSON lines.</summary>
internal static class TextDataset
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The <c>.tsv</c>, <c>.csv</c>, <c>.jsonl</c> or <c>.ndjson</c> file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The samples, and the lines that could not be read.</returns>
    /// <exception cref="EmotionAIException">The file or one of its columns is missing, ids have no names, or there is no sample; in strict mode, any fault.</exception>
    public static Dataset Read(string path, DatasetOptions? options = null)
    {
        var reading = new DatasetReading(path, options ?? new DatasetOptions(), InputNames.Text);
        return reading.Finish([.. reading.Read()], isAudio: false);
    }
}
