using EmotionAI.Training.Data.Corpora;

namespace EmotionAI.Training.Data;

/// <summary>Renames, chooses and orders the labels of a corpus as asked for.</summary>
internal sealed class LabelSelection(PreparationOptions options, bool isAudio, CorpusReading reading)
{
    private readonly SortedDictionary<string, int> _unmapped = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mapped = options.LabelMap is { } map ? [.. map.Values.OfType<string>()] : [];
    private readonly HashSet<string>? _wanted = options.Labels?.ToHashSet(StringComparer.Ordinal);

    /// <summary>Applies map and choice; what is left without a label that it had is counted, what is not usable is a fault.</summary>
    public List<CorpusSample> Apply(IEnumerable<CorpusSample> samples)
    {
        List<CorpusSample> kept = [];
        foreach (var sample in samples)
        {
            reading.CancellationToken.ThrowIfCancellationRequested();
            if (Select(sample) is { } selected)
            {
                kept.Add(selected);
            }
        }

        foreach (var (label, count) in _unmapped)
        {
            reading.Remark(Invariant($"The label '{label}' ({count} samples) is not in the label map and stays as it is."));
        }

        return kept;
    }

    /// <summary>Gives the labels in order: as asked for, else as the corpus has them, else by name. Of speech only those that occur.</summary>
    /// <exception cref="EmotionAIException">There are none, or only one that everything has.</exception>
    public EmotionLabels Order(string path, IReadOnlyList<CorpusSample> samples)
    {
        var found = samples.SelectMany(sample => sample.Labels).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> order = options.Labels ?? reading.LabelOrder?.Select(Map).OfType<string>() ?? [];
        string[] labels = [.. order.Concat(found.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).Where(label => !isAudio || found.Contains(label))];
        if (samples.Count == 0 || found.Count == 0 || (found.Count == 1 && (isAudio || samples.All(sample => sample.Labels.Count > 0))))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' has {(samples.Count == 0 ? "no sample" : found.Count == 0 ? "no label" : $"only the label '{found.First()}'")}{FirstFault()}; two labels or more are needed to learn to tell them apart.", path);
        }

        string[] empty = [.. labels.Where(label => !found.Contains(label))];
        if (empty.Length > 0)
        {
            reading.Remark($"No sample has the label {string.Join(", ", empty)}.");
        }

        return new EmotionLabels(labels);
    }

    private string FirstFault()
    {
        var reasons = reading.Problems.Count > 0 ? Invariant($"{reading.Problems.Count} faults, the first: {reading.Problems[0]}") : string.Join(" ", reading.Remarks);
        return reasons.Length > 0 ? $" ({reasons})" : "";
    }

    private CorpusSample? Select(CorpusSample sample)
    {
        if (sample.Labels.Any(string.IsNullOrWhiteSpace))
        {
            return Refuse("a label is empty; a name is needed.");
        }

        if (isAudio && sample.Labels.Count != 1)
        {
            return Refuse(Invariant($"there are {sample.Labels.Count} labels; a recording has one."));
        }

        string[] labels = [.. sample.Labels.Select(MapCounted).OfType<string>().Where(label => _wanted?.Contains(label) != false).Distinct(StringComparer.Ordinal)];
        if (labels.Length == 0 && sample.Labels.Count > 0)
        {
            reading.LeaveOut($"the label {string.Join(", ", sample.Labels)} is not asked for");
            return null;
        }

        return sample with { Labels = labels };

        CorpusSample? Refuse(string message)
        {
            reading.Report(sample.Origin, sample.Line, message);
            return null;
        }
    }

    private string? Map(string label) => options.LabelMap is { } map && map.TryGetValue(label, out var mapped) ? mapped : label;

    private string? MapCounted(string label)
    {
        if (options.LabelMap is { } map && !map.ContainsKey(label) && !_mapped.Contains(label) && _wanted?.Contains(label) != false)
        {
            _unmapped[label] = _unmapped.GetValueOrDefault(label) + 1;
        }

        return Map(label);
    }
}
