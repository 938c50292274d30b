using EmotionAI.Evaluation.Datasets;
using EmotionAI.Training.Data;

namespace EmotionAI.Training.Heads;

/// <summary>Chooses the samples that are learned from, and says what makes them too few or doubtful.</summary>
internal static class TrainingSamples
{
    private const int FewSamples = 3;

    /// <summary>Takes the samples of some parts; empty texts are left out and reported.</summary>
    /// <exception cref="EmotionAIException">There is none.</exception>
    public static IReadOnlyList<PreparedSample> Of(PreparedDataset data, DataSplit[] parts, List<DatasetProblem> problems)
    {
        PreparedSample[] samples = [.. data.Samples.Where(sample => parts.Contains(sample.Split))];
        var empty = data.IsAudio ? [] : samples.Where(sample => string.IsNullOrWhiteSpace(sample.Input)).ToHashSet();
        problems.AddRange(empty.Select(sample => new DatasetProblem(sample.Id, 0, "the text is empty; it is left out.")));
        samples = [.. samples.Where(sample => !empty.Contains(sample))];
        return samples.Length > 0 ? samples : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The data has no samples in {string.Join(" and ", parts)}; there are {data.Samples.Count} in other parts.");
    }

    /// <summary>Refuses data that no head can be fitted to, and reports what makes figures doubtful.</summary>
    /// <exception cref="EmotionAIException">There are fewer than two labels, or fewer than two samples of each of two.</exception>
    public static void Check(IReadOnlyList<PreparedSample> samples, EmotionLabels labels, List<DatasetProblem> problems, bool isSpeech)
    {
        var counts = labels.Select(label => (Label: label, Count: samples.Count(sample => sample.Labels.Contains(label)))).ToArray();
        var usable = counts.Count(pair => pair.Count >= 2);
        if (usable < 2)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"Two labels or more with two samples or more each are needed to learn from; found {string.Join(", ", counts.Select(pair => Invariant($"{pair.Label} {pair.Count}")))}.");
        }

        problems.AddRange(counts.Where(pair => pair.Count < FewSamples).Select(pair => new DatasetProblem(pair.Label, 0, Invariant($"the label has {pair.Count} samples to learn from; its figures tell next to nothing."))));
        if (!isSpeech)
        {
            return;
        }

        var speakers = samples.Select(sample => sample.Speaker).Distinct().ToArray();
        if (speakers is [_] or [null])
        {
            problems.Add(new DatasetProblem("speakers", 0, speakers[0] is null
                ? "no speaker is known, so that a voice may be learned from and measured on: the figures flatter. Name them in the data."
                : $"there is one speaker, '{speakers[0]}': the figures say nothing of other voices."));
        }
        else if (speakers.Contains(null))
        {
            problems.Add(new DatasetProblem("speakers", 0, Invariant($"{samples.Count(sample => sample.Speaker is null)} samples have no speaker, so that folds are not by speaker and the figures flatter. Name them in the data.")));
        }
    }
}
