using EmotionAI.Training.Data.Corpora;
using EmotionAI.Training.Data.Duplicates;
using EmotionAI.Training.Data.Splitting;

namespace EmotionAI.Training.Data;

/// <summary>Reads texts, finds those that are the same or nearly so, and divides them.</summary>
internal sealed class TextPreparation(TextPreparationOptions options, CancellationToken cancellationToken)
{
    private readonly CorpusReading _reading = new(options, cancellationToken);
    private readonly SplitOptions _split = options.Split ?? new SplitOptions();

    public PreparedDataset Prepare(string path)
    {
        _split.Check();
        if (!(options.Similarity is > 0 and <= 1) || options.MinimumVotes < 1)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"The similarity is {options.Similarity} and the votes {options.MinimumVotes}; a similarity above 0 and up to 1, and one vote or more, are allowed."));
        }

        using var source = CorpusSource.Open(path);
        if (source.Folder is null)
        {
            throw Formats.ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, "an archive", "of texts, a folder or a file is; unpack it");
        }

        var corpus = KnownCorpora.Find(KnownCorpora.Text, source);
        var selection = new LabelSelection(options, isAudio: false, _reading);
        var samples = selection.Apply(corpus.Read(source, _reading).Where(IsNotEmpty));
        var labels = selection.Order(path, samples);
        options.Progress?.Report(samples.Count);
        return Divide(corpus, samples, labels);
    }

    private PreparedDataset Divide(ICorpus corpus, List<CorpusSample> samples, EmotionLabels labels)
    {
        List<string>[] words = [.. samples.Select(sample => TextWords.Of(sample.Input))];
        SampleFacts[] facts = [.. samples.Select((sample, i) => new SampleFacts(sample, string.Join(' ', words[i])))];
        var alike = new DisjointSets(facts.Length);
        alike.JoinEqual([.. facts.Select(fact => fact.ContentKey)]);
        TellDuplicates(facts, alike);
        if (options.Similarity < 1)
        {
            new NearDuplicates(options.Similarity).Join(words, alike, cancellationToken);
        }

        var plan = new SplitPlan(isAudio: false, _split, options.IsStrict);
        var parts = plan.Assign(facts, labels, alike);
        return PreparationResult.Make(isAudio: false, labels, [.. samples.Select((sample, i) => (sample, sample.Input, parts[i]))], corpus, options, _reading, plan);
    }

    private void TellDuplicates(SampleFacts[] facts, DisjointSets same)
    {
        var repeated = same.ToLists().Where(set => set.Count > 1).ToList();
        if (repeated.Count > 0)
        {
            var differing = repeated.Count(set => set.Select(i => string.Join('\n', facts[i].Sample.Labels.Order(StringComparer.Ordinal))).Distinct(StringComparer.Ordinal).Count() > 1);
            _reading.Remark(Invariant($"{repeated.Count} texts occur more than once, word for word ({repeated.Sum(set => set.Count)} in all); of {differing} the labels differ."));
        }
    }

    private bool IsNotEmpty(CorpusSample sample)
    {
        if (!string.IsNullOrWhiteSpace(sample.Input))
        {
            return true;
        }

        _reading.Report(sample.Origin, sample.Line, "the text is empty.");
        return false;
    }
}
