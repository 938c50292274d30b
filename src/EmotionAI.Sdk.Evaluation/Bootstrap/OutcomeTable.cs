using System.Buffers;
using System.Runtime.InteropServices;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Keeps the few outcomes of each sample that count, once for all samples with the same ones: a resample is counted by adding up how often each kind of sample was drawn.</summary>
internal sealed class OutcomeTable
{
    private const int Kinds = 3;

    private readonly int[] _rows;
    private readonly int[] _starts;
    private readonly int[] _outcomes;
    private readonly int _labels;

    private OutcomeTable(int[] rows, int[] starts, int[] outcomes, int labels)
    {
        _rows = rows;
        _starts = starts;
        _outcomes = outcomes;
        _labels = labels;
    }

    /// <summary>Computes a figure from the counts of the labels: true positives, false positives and false negatives of each in turn.</summary>
    public delegate double Summary(ReadOnlySpan<int> counts);

    /// <summary>Gets the number of counts: three a label.</summary>
    public int CountLength => Kinds * _labels;

    /// <summary>Gets the number of samples that differ in their outcomes.</summary>
    public int PatternCount => _starts.Length - 1;

    /// <summary>Gets the pattern of each sample.</summary>
    public ReadOnlySpan<int> PatternOfRow => _rows;

    public static OutcomeTable Create(MultiLabelPredictions predictions) => Create(predictions.Count, predictions.Labels.Count, (row, outcomes) =>
    {
        var truth = predictions.Truth.Row(row);
        var predicted = predictions.Predicted.Row(row);
        for (var label = 0; label < truth.Length; label++)
        {
            if (truth[label] != 0 || predicted[label] != 0)
            {
                outcomes.Add((Kinds * label) + (truth[label] == 0 ? 1 : predicted[label] == 0 ? 2 : 0));
            }
        }
    });

    public static OutcomeTable Create(SingleLabelPredictions predictions) => Create(predictions.Count, predictions.Labels.Count, (row, outcomes) =>
    {
        var (truth, predicted) = (predictions.Truth[row], predictions.Predicted[row]);
        if (truth == predicted)
        {
            outcomes.Add(Kinds * truth);
        }
        else
        {
            outcomes.Add((Kinds * predicted) + 1);
            outcomes.Add((Kinds * truth) + 2);
        }
    });

    /// <summary>Gives the outcomes of a pattern: three times the label, and one more for a false positive, two for a false negative.</summary>
    public ReadOnlySpan<int> Outcomes(int pattern) => _outcomes.AsSpan(_starts[pattern].._starts[pattern + 1]);

    /// <summary>Adds up the counts of the labels.</summary>
    /// <param name="weights">How often each pattern occurs.</param>
    /// <param name="counts">Takes the counts.</param>
    public void Count(ReadOnlySpan<int> weights, Span<int> counts)
    {
        counts.Clear();
        for (var pattern = 0; pattern < weights.Length; pattern++)
        {
            if (weights[pattern] > 0)
            {
                foreach (var outcome in Outcomes(pattern))
                {
                    counts[outcome] += weights[pattern];
                }
            }
        }
    }

    /// <summary>Makes a metric that counts, then summarises.</summary>
    public ResampledMetric Metric(Summary summary) => rows =>
    {
        var weights = ArrayPool<int>.Shared.Rent(PatternCount);
        var used = weights.AsSpan(0, PatternCount);
        used.Clear();
        foreach (var row in rows)
        {
            used[_rows[row]]++;
        }

        var counts = new int[CountLength];
        Count(used, counts);
        ArrayPool<int>.Shared.Return(weights);
        return summary(counts);
    };

    private static OutcomeTable Create(int samples, int labels, Action<int, List<int>> list)
    {
        var (rows, starts, outcomes, ofRow) = (new int[samples], new List<int> { 0 }, new List<int>(), new List<int>());
        var patterns = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var key = new List<char>();
        for (var row = 0; row < samples; row++)
        {
            ofRow.Clear();
            key.Clear();
            list(row, ofRow);
            foreach (var outcome in ofRow)
            {
                key.Add((char)outcome);
                key.Add((char)(outcome >> 16));
            }

            ReadOnlySpan<char> text = CollectionsMarshal.AsSpan(key);
            if (!patterns.TryGetValue(text, out rows[row]))
            {
                rows[row] = starts.Count - 1;
                patterns[text] = rows[row];
                outcomes.AddRange(ofRow);
                starts.Add(outcomes.Count);
            }
        }

        return new OutcomeTable(rows, [.. starts], [.. outcomes], labels);
    }
}
