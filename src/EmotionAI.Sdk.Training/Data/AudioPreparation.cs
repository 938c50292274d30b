using EmotionAI.Formats;
using EmotionAI.Training.Data.Clips;
using EmotionAI.Training.Data.Corpora;
using EmotionAI.Training.Data.Splitting;

namespace EmotionAI.Training.Data;

/// <summary>Reads recordings, goes through each once, and divides them by speaker.</summary>
internal sealed class AudioPreparation(AudioPreparationOptions options, CancellationToken cancellationToken)
{
    private const int HighestRate = 192_000;

    private readonly CorpusReading _reading = new(options, cancellationToken);
    private readonly SplitOptions _split = options.Split ?? new SplitOptions();

    public PreparedDataset Prepare(string path)
    {
        _split.Check();
        if (options.SampleRate is < 1 or > HighestRate)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"The sample rate is {options.SampleRate} Hz; 1 to {HighestRate} are allowed."));
        }

        using var source = CorpusSource.Open(path);
        CheckOutput(source);
        using var output = options.OutputDirectory is { } directory ? new PreparedFolder(directory, options.Overwrite) : null;
        var corpus = KnownCorpora.Find(KnownCorpora.Audio, source);
        foreach (var (name, message) in source.Faults)
        {
            _reading.Report(source.PathOf(name), 0, message);
        }

        var selection = new LabelSelection(options, isAudio: true, _reading);
        var samples = selection.Apply(corpus.Read(source, _reading)).OrderBy(sample => sample.Origin, StringComparer.Ordinal).ThenBy(sample => sample.Line).ToList();
        selection.Order(path, samples);
        var data = Divide(path, source, corpus, selection, samples, output);
        output?.Finish(data);
        return data;
    }

    private PreparedDataset Divide(string path, CorpusSource source, ICorpus corpus, LabelSelection selection, List<CorpusSample> samples, PreparedFolder? output)
    {
        var writes = source.Folder is null || options.SampleRate is not null;
        var pass = new ClipPass(source, options.SampleRate, writes ? output : null, [.. options.Decoders], options.Progress);
        var results = pass.Run(samples, cancellationToken);
        List<(CorpusSample Sample, ClipResult Result)> sound = [];
        foreach (var (sample, result) in samples.Zip(results))
        {
            if (result.Fault is { } fault)
            {
                _reading.Report(source.PathOf(sample.Input), 0, fault);
            }
            else
            {
                sound.Add((sample, result));
            }
        }

        if (pass.Incomplete > 0)
        {
            _reading.Remark(Invariant($"{pass.Incomplete} recordings end before what they announce; what is there is kept."));
        }

        var labels = selection.Order(path, [.. sound.Select(each => each.Sample)]);
        SampleFacts[] facts = [.. sound.Select(each => new SampleFacts(each.Sample, each.Result.Hash!))];
        var alike = new DisjointSets(facts.Length);
        alike.JoinEqual([.. facts.Select(fact => fact.ContentKey)]);
        TellDuplicates(facts, alike);
        var plan = new SplitPlan(isAudio: true, _split, options.IsStrict);
        var parts = plan.Assign(facts, labels, alike);
        return PreparationResult.Make(isAudio: true, labels, [.. sound.Select((each, i) => (each.Sample, each.Result.Written is { } written ? output!.PathOf(written) : source.PathOf(each.Sample.Input), parts[i]))], corpus, options, _reading, plan);
    }

    private void TellDuplicates(SampleFacts[] facts, DisjointSets same)
    {
        var repeated = same.ToLists().Where(set => set.Count > 1).ToList();
        if (repeated.Count > 0)
        {
            var first = string.Join(", ", repeated[0].Take(2).Select(i => facts[i].Sample.Id));
            _reading.Remark(Invariant($"{repeated.Count} recordings occur more than once, byte for byte ({repeated.Sum(set => set.Count)} in all; the first: {first}); equal ones are in one part where the data is divided here."));
        }
    }

    private void CheckOutput(CorpusSource source)
    {
        if (options.OutputDirectory is null)
        {
            if (source.Folder is null || options.SampleRate is not null)
            {
                throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The recordings of {(source.Folder is null ? "an archive" : "another sample rate")} have to be written, and there is no folder for them; name one (OutputDirectory).");
            }

            return;
        }

        var target = Path.GetFullPath(options.OutputDirectory);
        if (source is { Folder: { } folder, IsFile: false } && (target + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, "the output is in the source, whose recordings it would add to", "a folder elsewhere is");
        }
    }
}
