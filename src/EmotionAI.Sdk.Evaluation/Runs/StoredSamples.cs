using System.Collections;
using System.Collections.ObjectModel;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds many samples as matrices: a byte a label, and no object a sample until it is asked for.</summary>
internal sealed class StoredSamples : IReadOnlyList<EvaluatedSample>
{
    private readonly ScoreMatrix? _scores;
    private readonly IReadOnlyList<string?>? _inputs;
    private readonly IReadOnlyList<string?>? _speakers;

    /// <param name="scores">The scores; null where they are not known.</param>
    /// <param name="inputs">What each sample is; null where that is not known.</param>
    /// <param name="speakers">Who speaks in each; null where no one is known.</param>
    public StoredSamples(LabelMatrix truth, LabelMatrix predicted, ScoreMatrix? scores, IReadOnlyList<string?>? inputs, IReadOnlyList<string?>? speakers)
    {
        Truth = truth;
        Predicted = predicted;
        _scores = scores;
        _inputs = inputs;
        _speakers = speakers;
    }

    public int Count => Truth.Rows;

    public LabelMatrix Truth { get; }

    public LabelMatrix Predicted { get; }

    public ScoreMatrix? Scores => _scores;

    /// <summary>Gets the speaker of each sample; null where any is not known.</summary>
    public IReadOnlyList<string>? Speakers => _speakers is null || _speakers.Contains(null) ? null : [.. _speakers.Select(speaker => speaker!)];

    public EvaluatedSample this[int index] => new()
    {
        Input = _inputs?[index] ?? "",
        Speaker = _speakers?[index],
        Truth = Indices(Truth.Row(index)),
        Predicted = Indices(Predicted.Row(index)),
        Scores = Array.AsReadOnly(_scores?.Row(index).ToArray() ?? []),
    };

    public IEnumerator<EvaluatedSample> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the same samples with other labels.</summary>
    public StoredSamples With(LabelMatrix predicted) => new(Truth, predicted, _scores, _inputs, _speakers);

    public static ReadOnlyCollection<int> Indices(ReadOnlySpan<byte> row)
    {
        var indices = new int[row.Count((byte)1)];
        for (int label = 0, filled = 0; filled < indices.Length; label++)
        {
            if (row[label] != 0)
            {
                indices[filled++] = label;
            }
        }

        return Array.AsReadOnly(indices);
    }
}
