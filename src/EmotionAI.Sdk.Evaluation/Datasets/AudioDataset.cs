using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Lists audio files with their labels: from a table, or from the file names of RAVDESS and EmoDB.</summary>
/// <remarks>Safe for concurrent use. The files are not opened; one that a table names and that is not there is a fault of its line.</remarks>
internal static class AudioDataset
{
    private static readonly string[] Tables = [".csv", ".tsv", ".jsonl", ".ndjson"];

    /// <summary>Reads a table, or a folder of clips with at most one table in it.</summary>
    /// <param name="path">The table, whose paths are relative to its own folder; or the folder.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The samples, and what could not be read.</returns>
    /// <exception cref="EmotionAIException">The path is missing, nothing says the labels, or there is no sample; in strict mode, any fault.</exception>
    public static Dataset Read(string path, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DatasetOptions();
        if (!Directory.Exists(path))
        {
            return ReadTable(path, options);
        }

        string[] tables = [.. Directory.EnumerateFiles(path).Where(IsTable).Order(StringComparer.Ordinal)];
        return tables.Length switch
        {
            0 when options.DimensionOf is not null => throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, "no table", "one with the true values of each dimension is; names of files tell labels only"),
            0 => ReadNames(path, options),
            1 => ReadTable(tables[0], options),
            _ => throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, $"{tables.Length} tables ({string.Join(", ", tables.Select(Path.GetFileName))})", "one in a folder, or the path of one, is"),
        };
    }

    private static Dataset ReadTable(string path, DatasetOptions options)
    {
        var reading = new DatasetReading(path, options, InputNames.Audio);
        var folder = Path.GetDirectoryName(path) ?? "";
        List<DatasetSample> samples = [];
        foreach (var sample in reading.Read())
        {
            var clip = Path.Combine(folder, sample.Input);
            if (File.Exists(clip))
            {
                samples.Add(sample with { Input = clip });
            }
            else
            {
                reading.Report(sample.Line, $"the audio file '{sample.Input}' does not exist.");
            }
        }

        return reading.Finish(samples, isAudio: true);
    }

    private static Dataset ReadNames(string path, DatasetOptions options)
    {
        var reading = new DatasetReading(path, options, InputNames.Audio);
        List<DatasetSample> samples = [];
        foreach (var clip in Directory.EnumerateFiles(path).Where(RecordingName.IsRecording).Order(StringComparer.Ordinal))
        {
            if (SpeechFileName.Parse(Path.GetFileNameWithoutExtension(clip)) is not var (label, speaker))
            {
                reading.Report(0, $"'{Path.GetFileName(clip)}' is not named as in RAVDESS (03-01-05-01-02-01-12) or EmoDB (03a01Wa); a table with the labels is allowed too.");
            }
            else if (reading.IsWanted(speaker))
            {
                samples.Add(new DatasetSample { Input = clip, Labels = [label], Speaker = speaker });
            }
        }

        return reading.Finish(samples, isAudio: true);
    }

    private static bool IsTable(string file) => Tables.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
