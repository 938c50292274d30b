using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Finds tables of samples and how they are to be read.</summary>
internal static class TableFiles
{
    private const int Peek = 1 << 14;

    /// <summary>Names that the corpora give their lists of labels.</summary>
    private static readonly string[] LabelFiles = ["labels.txt", "labels.json", "emotions.txt"];

    public static bool IsTable(string file) => RowOptions.FormatOf(file) is not null && !Path.GetFileName(file).StartsWith('.');

    /// <summary>Finds the tables directly in a folder that are named as parts.</summary>
    public static IReadOnlyList<(string File, DataSplit Split)> OfParts(CorpusSource source) =>
        [.. source.Files.Where(file => IsTable(file) && !file.Contains('/', StringComparison.Ordinal) && PartName.Parse(file) is not null)
            .Select(file => (file, PartName.Parse(file)!.Value)).OrderBy(part => part.Value).ThenBy(part => part.file, StringComparer.Ordinal)];

    /// <summary>Finds the list of label names beside a file: in its folder or, of a folder of parts, in the one above.</summary>
    public static string? LabelNames(string? folder) => folder is null ? null : LabelFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Copies the options with another list of label names.</summary>
    public static DatasetOptions With(DatasetOptions options, string? labelNames) => new()
    {
        InputColumn = options.InputColumn,
        LabelColumn = options.LabelColumn,
        SpeakerColumn = options.SpeakerColumn,
        LabelNamesPath = options.LabelNamesPath ?? labelNames,
        Speakers = options.Speakers,
        IgnoredColumns = options.IgnoredColumns,
        IsLabel = options.IsLabel,
        Format = options.Format,
        Quoting = options.Quoting,
        Encoding = options.Encoding,
        OnInvalidBytes = options.OnInvalidBytes,
    };

    /// <summary>Reads the first line of a file, as far as it is short.</summary>
    public static string FirstLine(string path)
    {
        using var stream = ArtefactFile.Open(path);
        using var reader = new StreamReader(stream);
        var buffer = new char[Peek];
        var length = reader.ReadBlock(buffer);
        return new string(buffer, 0, length).Split('\n')[0].TrimEnd('\r');
    }

    /// <summary>Makes samples of the rows of a table.</summary>
    public static IEnumerable<CorpusSample> Samples(Dataset data, string prefix, DataSplit? split, CorpusReading reading)
    {
        foreach (var problem in data.Problems)
        {
            reading.Report(problem.Path, problem.Line, problem.Message);
        }

        return data.Samples.Select(sample => new CorpusSample
        {
            Id = sample.Line > 0 ? Invariant($"{prefix}{sample.Line}") : prefix + Path.GetFileName(sample.Input),
            Input = sample.Input,
            Labels = [.. sample.Labels.Distinct(StringComparer.Ordinal)],
            Speaker = sample.Speaker,
            Split = split,
            Origin = data.Path,
            Line = sample.Line,
        });
    }
}
