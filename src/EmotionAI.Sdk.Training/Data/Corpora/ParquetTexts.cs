using System.Globalization;
using EmotionAI.Evaluation.Datasets;

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
        List<CorpusSample> samples = [];
        foreach (var file in files)
        {
            var path = source.PathOf(file);
            using var table = ParquetTable.Open(path, reading.CancellationToken);
            var text = table.Find(reading.Table.InputColumn, Dataset.TextColumnNames);
            var label = table.Find(reading.Table.LabelColumn, LabelNames);
            names ??= ClassLabelNames.Find(table, label, source, file, reading.Table.LabelNamesPath);
            samples.AddRange(Read(table, text, label, names, files.Count == 1 ? null : PartName.Parse(Path.GetFileName(file)), reading));
        }

        reading.LabelOrder = names;
        reading.Corpus = GoEmotionsNames.CorpusOf(names);
        return samples;
    }

    private static IEnumerable<CorpusSample> Read(ParquetTable table, string text, string label, IReadOnlyList<string>? names, DataSplit? split, CorpusReading reading)
    {
        var (texts, labels) = (table.Column(text), table.Column(label));
        if (names is null && labels.SelectMany(row => row).Any(item => item is long))
        {
            names = ClassLabelNames.OfIds(table.Path, labels);
        }

        var prefix = Path.GetFileNameWithoutExtension(table.Path);
        for (var row = 0; row < texts.Count; row++)
        {
            if (texts[row] is not [string value])
            {
                reading.Report(table.Path, row + 1, $"there is no text in '{text}'.");
            }
            else if (labels[row].FirstOrDefault(item => NameOf(item, names) is null) is { } unnamed)
            {
                reading.Report(table.Path, row + 1, Invariant($"the label id {unnamed} has no name; the ids 0 to {(names?.Count ?? 0) - 1} have."));
            }
            else
            {
                yield return new CorpusSample
                {
                    Id = Invariant($"{prefix}-{row + 1}"),
                    Input = value,
                    Labels = [.. labels[row].Select(item => NameOf(item, names)!).Distinct(StringComparer.Ordinal)],
                    Split = split,
                    Origin = table.Path,
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
}
