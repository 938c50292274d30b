using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads a table of recordings: one that was named, <c>metadata.csv</c> of a folder or of the folders of its parts (as Hugging Face's AudioFolder has it), or the only table of a folder.</summary>
internal sealed class AudioTable : ICorpus
{
    private const string Metadata = "metadata";

    public string Name => "a table of recordings (metadata.csv with file_name and label, or any other)";

    public string? Licence => null;

    public bool Recognizes(CorpusSource source) => Tables(source).Count > 0;

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        var tables = Tables(source);
        return tables.SelectMany(table =>
        {
            var folder = Path.GetDirectoryName(source.PathOf(table.File));
            var data = Dataset.ReadAudio(source.PathOf(table.File), TableFiles.With(reading.Table, TableFiles.LabelNames(folder)));
            return TableFiles.Samples(data, tables.Count == 1 ? "" : $"{table.File}-", table.Split, reading)
                .Select(sample => sample with { Input = Path.GetFullPath(sample.Input) });
        });
    }

    private static IReadOnlyList<(string File, DataSplit? Split)> Tables(CorpusSource source)
    {
        if (source.Folder is null)
        {
            return [];
        }

        string[] tables = [.. source.Files.Where(TableFiles.IsTable)];
        string[] metadata = [.. tables.Where(file => Path.GetFileNameWithoutExtension(file) == Metadata && file.Count('/'.Equals) <= 1)];
        if (metadata.Length > 0)
        {
            return [.. metadata.Select(file => (file, PartName.Parse(SpeechFiles.FolderOf(file)))).OrderBy(table => table.Item2 ?? DataSplit.Train).ThenBy(table => table.file, StringComparer.Ordinal)];
        }

        string[] atRoot = [.. tables.Where(file => !file.Contains('/', StringComparison.Ordinal))];
        return atRoot.Length == 1 ? [(atRoot[0], null)] : [.. TableFiles.OfParts(source).Select(part => (part.File, (DataSplit?)part.Split))];
    }
}
