using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads tables of texts: <c>train.tsv</c>, <c>dev.tsv</c>, <c>test.tsv</c> with <c>labels.txt</c> as GoEmotions has them, others that are named so, or one table by itself.</summary>
internal sealed class TextTables : ICorpus
{
    public string Name => "a table of texts (.tsv, .csv, .jsonl), or train, dev and test of them with labels.txt";

    public string? Licence => null;

    public bool Recognizes(CorpusSource source) => Tables(source).Count > 0;

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        var tables = Tables(source);
        var names = TableFiles.LabelNames(source.Folder);
        var options = TableFiles.With(reading.Table, names);
        if (options.LabelNamesPath is { } path)
        {
            reading.LabelOrder = GoEmotionsNames.ReadLines(path);
            reading.Corpus = GoEmotionsNames.CorpusOf(reading.LabelOrder);
        }

        return tables.SelectMany(table => TableFiles.Samples(Dataset.ReadText(source.PathOf(table.File), options), tables.Count == 1 ? "" : $"{Path.GetFileNameWithoutExtension(table.File)}-", table.Split, reading));
    }

    private static IReadOnlyList<(string File, DataSplit? Split)> Tables(CorpusSource source)
    {
        if (source.Folder is null)
        {
            return [];
        }

        if (source.IsFile)
        {
            return source.Files[0].EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? [] : [(source.Files[0], null)];
        }

        var parts = TableFiles.OfParts(source);
        string[] tables = [.. source.Files.Where(file => TableFiles.IsTable(file) && !file.Contains('/', StringComparison.Ordinal))];
        return parts.Count > 0 ? [.. parts.Select(part => (part.File, (DataSplit?)part.Split))] : tables.Length == 1 ? [(tables[0], null)] : [];
    }
}
