namespace EmotionAI.Training.Data.Splitting;

/// <summary>Finds the part of each sample: the one that the source has, or one by groups; and says what is doubtful about it.</summary>
/// <param name="isAudio">Whether the samples are recordings.</param>
/// <param name="options">How the data is divided.</param>
/// <param name="isStrict">Whether speakers in several parts are an error.</param>
internal sealed class SplitPlan(bool isAudio, SplitOptions options, bool isStrict)
{
    private const int Shown = 5;

    private readonly List<string> _remarks = [];

    private string Noun => isAudio ? "recording" : "text";

    /// <summary>Gets what is doubtful, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Decides.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="alike">Which samples are the same or nearly so.</param>
    /// <returns>The parts, in the order of the samples.</returns>
    /// <exception cref="EmotionAIException">In strict mode: speakers are in several parts.</exception>
    public DataSplit[] Assign(IReadOnlyList<SampleFacts> samples, EmotionLabels labels, DisjointSets alike)
    {
        var ofSource = samples.Select(sample => sample.Sample.Split).ToArray();
        if (options.KeepsParts && ofSource.Distinct().Count(split => split is not null) > 1)
        {
            var kept = Array.ConvertAll(ofSource, split => split ?? DataSplit.Train);
            TellCrossingContent(samples, kept, alike);
            TellCrossingSpeakers(samples, kept);
            return kept;
        }

        var bySpeaker = (options.BySpeaker ?? isAudio) && TellSpeakers(samples);
        if (bySpeaker)
        {
            alike.JoinEqual([.. samples.Select(sample => sample.Sample.Speaker)]);
        }

        var sets = alike.ToLists();
        TellFewGroups(sets.Count, bySpeaker);
        SplitGroup[] groups = [.. sets.Select(set => GroupOf(set, samples, labels, bySpeaker))];
        var parts = bySpeaker && groups.Length is >= 3 and <= SpeakerDraw.MostSpeakers
            ? SpeakerDraw.Assign(groups, labels.Count, options)
            : SplitAssignment.Assign(groups, labels.Count, options);
        var result = new DataSplit[samples.Count];
        for (var i = 0; i < sets.Count; i++)
        {
            sets[i].ForEach(sample => result[sample] = parts[i]);
        }

        return result;
    }

    private static SplitGroup GroupOf(List<int> set, IReadOnlyList<SampleFacts> samples, EmotionLabels labels, bool bySpeaker)
    {
        var key = set.Select(i => bySpeaker && samples[i].Sample.Speaker is { } speaker ? $"speaker {speaker}" : $"content {samples[i].ContentKey}").Min(StringComparer.Ordinal)!;
        return new SplitGroup(key, [.. set.SelectMany(i => samples[i].Sample.Labels.Select(labels.IndexOf))], set.Count);
    }

    private void TellFewGroups(int groups, bool bySpeaker)
    {
        var wanted = 1 + (options.DevShare > 0 ? 1 : 0) + (options.TestShare > 0 ? 1 : 0);
        if (groups < wanted)
        {
            _remarks.Add(bySpeaker
                ? Invariant($"There are {groups} speakers for {wanted} parts, so there is no {(groups < 2 ? "dev and no test" : "dev")} part; who adds speakers gets one.")
                : Invariant($"There are {groups} distinct {Noun}s for {wanted} parts, so a part is empty."));
        }
    }

    /// <summary>Tells whether there are speakers to divide by.</summary>
    private bool TellSpeakers(IReadOnlyList<SampleFacts> samples)
    {
        var known = samples.Count(sample => sample.Sample.Speaker is not null);
        var speakers = samples.Select(sample => sample.Sample.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (speakers.Count == 1 && known == samples.Count)
        {
            Doubt($"All {Noun}s are of one speaker ({speakers[0]}), so the parts share the voice: figures on test say nothing about other people.");
            return false;
        }

        if (known < samples.Count)
        {
            _remarks.Add(known == 0
                ? $"Nothing says who speaks, so a voice may be in several parts: figures on test may say too much. A table with a column 'speaker' tells."
                : Invariant($"Of {samples.Count - known} {Noun}s nothing says who speaks; those voices may be in several parts."));
        }

        return speakers.Count > 1;
    }

    private void TellCrossingSpeakers(IReadOnlyList<SampleFacts> samples, DataSplit[] parts)
    {
        var speakers = samples.Zip(parts).Where(pair => pair.First.Sample.Speaker is not null)
            .GroupBy(pair => pair.First.Sample.Speaker!, StringComparer.Ordinal).ToList();
        string[] crossing = [.. speakers.Where(speaker => speaker.Select(pair => pair.Second).Distinct().Count() > 1).Select(speaker => speaker.Key).Order(StringComparer.Ordinal)];
        if (crossing.Length > 0 && (options.BySpeaker ?? isAudio))
        {
            Doubt(Invariant($"The parts of the source share {crossing.Length} of {speakers.Count} speakers ({List(crossing)}): figures on test say too much. Dividing anew by speaker (--resplit) keeps them apart."));
        }
    }

    private void TellCrossingContent(IReadOnlyList<SampleFacts> samples, DataSplit[] parts, DisjointSets alike)
    {
        var crossing = alike.ToLists().Where(set => set.Select(i => parts[i]).Distinct().Count() > 1).ToList();
        if (crossing.Count > 0)
        {
            var first = crossing[0].Select(i => $"{ManifestReader.NameOf(parts[i])}: {samples[i].Sample.Id}").Take(Shown);
            _remarks.Add(Invariant($"{crossing.Count} {Noun}s are in several parts of the source, {(isAudio ? "byte for byte" : "word for word or nearly so")} (the first: {string.Join(", ", first)}). They are kept as they are; dividing anew (--resplit) keeps the same ones together."));
        }
    }

    private void Doubt(string sentence)
    {
        if (isStrict)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, sentence);
        }

        _remarks.Add(sentence);
    }

    private static string List(string[] names) => string.Join(", ", names.Take(Shown)) + (names.Length > Shown ? ", …" : "");
}
