namespace EmotionAI.Training.Data;

/// <summary>Counts the samples of a data set by label, part and speaker.</summary>
/// <remarks>Immutable and safe for concurrent use. A text with several labels counts for each of them.</remarks>
public sealed class LabelStatistics
{
    private readonly int[,] _bySplit;
    private readonly int[] _sizes;
    private readonly Dictionary<string, int[]> _bySpeaker = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _samplesOfSpeaker = new(StringComparer.Ordinal);

    internal LabelStatistics(EmotionLabels labels, IReadOnlyList<PreparedSample> samples)
    {
        Labels = labels;
        var parts = Enum.GetValues<DataSplit>().Length;
        (_bySplit, _sizes) = (new int[labels.Count, parts], new int[parts]);
        foreach (var sample in samples)
        {
            _sizes[(int)sample.Split]++;
            Unlabelled += sample.Labels.Count == 0 ? 1 : 0;
            var ofSpeaker = sample.Speaker is { } speaker ? CountsOf(speaker) : null;
            foreach (var label in sample.Labels.Select(labels.IndexOf))
            {
                _bySplit[label, (int)sample.Split]++;
                if (ofSpeaker is not null)
                {
                    ofSpeaker[label]++;
                }
            }
        }

        Speakers = Array.AsReadOnly<string>([.. _bySpeaker.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Gets the labels, in the order of the model's outputs.</summary>
    public EmotionLabels Labels { get; }

    /// <summary>Gets the speakers, by name; none where the data does not say.</summary>
    public IReadOnlyList<string> Speakers { get; }

    /// <summary>Gets the number of texts without a label.</summary>
    public int Unlabelled { get; }

    /// <summary>Counts the samples of a part.</summary>
    /// <param name="split">The part.</param>
    /// <returns>The number of samples.</returns>
    public int Count(DataSplit split) => _sizes[(int)split];

    /// <summary>Counts the samples with a label in all parts.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The number of samples; 0 for a label that is none of <see cref="Labels"/>.</returns>
    public int Count(string label) => Enum.GetValues<DataSplit>().Sum(split => Count(label, split));

    /// <summary>Counts the samples with a label in a part.</summary>
    /// <param name="label">The label.</param>
    /// <param name="split">The part.</param>
    /// <returns>The number of samples; 0 for a label that is none of <see cref="Labels"/>.</returns>
    public int Count(string label, DataSplit split) => Labels.IndexOf(label) is >= 0 and var index ? _bySplit[index, (int)split] : 0;

    /// <summary>Counts the samples of a speaker.</summary>
    /// <param name="speaker">The speaker.</param>
    /// <returns>The number of samples.</returns>
    public int CountOfSpeaker(string speaker) => _samplesOfSpeaker.GetValueOrDefault(speaker);

    /// <summary>Counts the samples of a speaker with a label.</summary>
    /// <param name="speaker">The speaker.</param>
    /// <param name="label">The label.</param>
    /// <returns>The number of samples.</returns>
    public int CountOfSpeaker(string speaker, string label) =>
        _bySpeaker.TryGetValue(speaker, out var counts) && Labels.IndexOf(label) is >= 0 and var index ? counts[index] : 0;

    private int[] CountsOf(string speaker)
    {
        _samplesOfSpeaker[speaker] = _samplesOfSpeaker.GetValueOrDefault(speaker) + 1;
        return _bySpeaker.TryGetValue(speaker, out var counts) ? counts : _bySpeaker[speaker] = new int[Labels.Count];
    }
}
