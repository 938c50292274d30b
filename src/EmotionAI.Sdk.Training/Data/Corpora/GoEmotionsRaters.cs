using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads the raters' files of GoEmotions, <c>goemotions_1.csv</c> to <c>goemotions_3.csv</c>, one row a rater and comment: a label counts where enough raters chose it.</summary>
internal sealed class GoEmotionsRaters : ICorpus
{
    private const string Unclear = "example_very_unclear";
    private const string Rater = "rater_id";

    public string Name => GoEmotionsNames.Corpus;

    public string? Licence => GoEmotionsNames.Licence;

    public bool Recognizes(CorpusSource source) => Tables(source).Any();

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        reading.LabelOrder = EmotionLabels.GoEmotions;
        var votes = new RaterVotes(EmotionLabels.GoEmotions);
        foreach (var file in Tables(source))
        {
            var path = source.PathOf(file);
            foreach (var row in RowReader.Read(path, [Rater], (line, message) => reading.Report(path, line, message), new RowOptions { Encoding = reading.Table.Encoding }))
            {
                reading.CancellationToken.ThrowIfCancellationRequested();
                Count(row, path, votes, reading);
            }
        }

        return votes.Samples(reading);
    }

    private static IEnumerable<string> Tables(CorpusSource source) => source.Folder is null ? [] : source.Files
        .Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !file.Contains('/', StringComparison.Ordinal))
        .Where(file => TableFiles.FirstLine(source.PathOf(file)).Split(',') is var header && header.Contains(Rater) && header.Contains(Unclear));

    private static void Count(DatasetRow row, string path, RaterVotes votes, CorpusReading reading)
    {
        if (!row.TryGet("id", out var id) || !row.TryGet("text", out var text))
        {
            reading.Report(path, row.Line, "there is no 'id' or no 'text'; both are needed.");
            return;
        }

        var isUnclear = row.TryGet(Unclear, out var unclear) && unclear.Equals("true", StringComparison.OrdinalIgnoreCase);
        List<int> chosen = [];
        for (var i = 0; i < EmotionLabels.GoEmotions.Count && !isUnclear; i++)
        {
            if (!row.TryGet(EmotionLabels.GoEmotions[i], out var value) || value is not ("0" or "1"))
            {
                reading.Report(path, row.Line, $"the column '{EmotionLabels.GoEmotions[i]}' holds '{value ?? "nothing"}'; 0 and 1 are allowed.");
                return;
            }

            chosen.AddRange(value == "1" ? [i] : []);
        }

        votes.Add(id, text, path, row.Line, isUnclear, chosen);
    }
}
