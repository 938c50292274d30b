using EmotionAI.Training.Data.Corpora;
using EmotionAI.Training.Data.Splitting;

namespace EmotionAI.Training.Data;

/// <summary>Puts the result together, and says what of the parts is doubtful.</summary>
internal static class PreparationResult
{
    /// <summary>Fewer samples of a label cannot be in train, dev and test.</summary>
    private const int FewestOfLabel = 3;

    public static PreparedDataset Make(
        bool isAudio,
        EmotionLabels labels,
        IReadOnlyList<(CorpusSample Sample, string Input, DataSplit Split)> samples,
        ICorpus corpus,
        PreparationOptions options,
        CorpusReading reading,
        SplitPlan plan)
    {
        var known = reading.Corpus ?? (corpus.Licence is { } licence ? (corpus.Name, licence) : null);
        HashSet<string> ids = new(StringComparer.Ordinal);
        PreparedSample[] prepared =
        [
            .. samples.Select(sample => new PreparedSample
            {
                Id = Unique(sample.Sample.Id, ids),
                Input = sample.Input,
                Labels = sample.Sample.Labels,
                Split = sample.Split,
                Speaker = sample.Sample.Speaker,
                Source = options.Source ?? known?.Name,
                Licence = options.Licence ?? known?.Licence,
            }),
        ];
        return new PreparedDataset(isAudio, labels, prepared, reading.Problems, [.. reading.Remarks, .. plan.Remarks, .. Doubts(labels, prepared)]);
    }

    private static string Unique(string id, HashSet<string> ids)
    {
        var unique = id;
        for (var copy = 2; !ids.Add(unique); copy++)
        {
            unique = Invariant($"{id}-{copy}");
        }

        return unique;
    }

    private static IEnumerable<string> Doubts(EmotionLabels labels, PreparedSample[] samples)
    {
        var statistics = new LabelStatistics(labels, samples);
        string[] few = [.. labels.Where(label => statistics.Count(label) is > 0 and < FewestOfLabel).Select(label => Invariant($"{label} ({statistics.Count(label)})"))];
        if (few.Length > 0)
        {
            yield return Invariant($"Fewer than {FewestOfLabel} samples, so they cannot be learned, tuned and measured: {string.Join(", ", few)}.");
        }

        foreach (var split in Enum.GetValues<DataSplit>().Where(split => statistics.Count(split) > 0))
        {
            string[] missing = [.. labels.Where(label => statistics.Count(label) > 0 && statistics.Count(label, split) == 0)];
            if (missing.Length > 0)
            {
                yield return $"No sample of {string.Join(", ", missing)} is in {ManifestReader.NameOf(split)}.";
            }
        }

        if (statistics.Count(DataSplit.Train) == 0)
        {
            yield return "No sample is in train, so nothing can be learned; dividing anew (--resplit) makes that part.";
        }
    }
}
