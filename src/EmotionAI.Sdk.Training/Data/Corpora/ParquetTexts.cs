using System.Globalization;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads texts as Hugging Face publishes them: <c>simplified/{train,validation,test}-00000-of-00001.parquet</c>, or one file by itself.</summary>
internal sealed class ParquetTexts : ICorpus
{
    private const string Ending = ".parquet";
    private const string Simplified = "simplified";

    private static readonly string[] LabelNames = ["labels", "label", "emotions", "emotion"];

    public string Name => "parquet of Hugging Face (text, labels)";

    public string? Licence => null;

    public bool Recognizes(CorpusSource source) => Files(source).Count > 0;

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        var files = Files(source);
        IReadOnlyList<string>? names = null;
        List<Rows> parts = [];
        foreach (var file in files)
        {
            using var table = ParquetTable.Open(source.PathOf(file), reading.CancellationToken);
            var text = table.Find(reading.Table.InputColumn, Dataset.TextColumnNames);
            var label = table.Find(reading.Table.LabelColumn, LabelNames);
            names ??= ClassLabelNames.Find(table, label, source, file, reading.Table.LabelNamesPath);
            parts.Add(new Rows(table.Path, table.Column(text), table.Column(label), files.Count == 1 ? null : PartName.Parse(Path.GetFileName(file))));
        }

        if (names is null && parts.SelectMany(part => part.Labels).Any(row => row.Any(item => item is long)))
        {
            names = ClassLabelNames.OfIds(parts[0].Path, [.. parts.SelectMany(part => part.Labels)]);
        }

        reading.LabelOrder = names;
        reading.Corpus = GoEmotionsNames.CorpusOf(names);
        return parts.SelectMany(part => Read(part, names, reading));
    }

    private static IEnumerable<CorpusSample> Read(Rows rows, IReadOnlyList<string>? names, CorpusReading reading)
    {
        var prefix = Path.GetFileNameWithoutExtension(rows.Path);
        if (rows.Texts.Count != rows.Labels.Count)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, rows.Path, Invariant($"{rows.Texts.Count} texts and {rows.Labels.Count} rows of labels"), "as many of both are");
        }

        for (var row = 0; row < rows.Texts.Count; row++)
        {
            if (rows.Texts[row] is not [string text])
            {
                reading.Report(rows.Path, row + 1, "there is no text.");
            }
            else if (rows.Labels[row].FirstOrDefault(item => NameOf(item, names) is null) is { } unnamed)
            {
                reading.Report(rows.Path, row + 1, Invariant($"the label id {unnamed} has no name; the ids 0 to {(names?.Count ?? 0) - 1} have."));
            }
            else
            {
                yield return new CorpusSample
                {
                    Id = Invariant($"{prefix}-{row + 1}"),
                    Input = text,
                    Labels = [.. rows.Labels[row].Select(item => NameOf(item, names)!).Distinct(StringComparer.Ordinal)],
                    Split = rows.Split,
                    Origin = rows.Path,
                    Line = row + 1,
                };
            }
        }
    }

    private static string? NameOf(object item, IReadOnlyList<string>? names) => item switch
    {
        long id => names is not null && id >= 0 && id < names.Count ? names[(int)id] : null,
        _ => Convert.ToString(item, CultureInfo.InvariantCulture),
    };

    /// <summary>Finds the files of one configuration: <c>simplified</c> where there is one, else those of the first folder that has some.</summary>
    private static List<string> Files(CorpusSource source)
    {
        if (source.Folder is null)
        {
            return [];
        }

        var folders = source.Files.Where(file => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)).GroupBy(file => file[..(file.LastIndexOf('/') + 1)]).ToList();
        var chosen = folders.Find(folder => SpeechFiles.FolderOf(folder.First()) == Simplified) ?? folders.FirstOrDefault();
        return chosen is null ? [] : [.. chosen.OrderBy(file => PartName.Parse(Path.GetFileName(file)) ?? DataSplit.Train).ThenBy(file => file, StringComparer.Ordinal)];
    }

    private sealed record Rows(string Path, IReadOnlyList<object[]> Texts, IReadOnlyList<object[]> Labels, DataSplit? Split);
}
