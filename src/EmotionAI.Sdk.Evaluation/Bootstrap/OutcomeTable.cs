namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Keeps the few outcomes of each sample that count, so that a resample is counted in a pass over small numbers.</summary>
internal sealed class OutcomeTable
{
    private const int Kinds = 3;

    private readonly int[] _starts;
    private readonly int[] _outcomes;
    private readonly int _labels;

    private OutcomeTable(int[] starts, int[] outcomes, int labels)
    {
        _starts = starts;
        _outcomes = outcomes;
        _labels = labels;
    }

    /// <summary>Computes a figure from the counts of the labels: true positives, false positives and false negatives of each in turn.</summary>
    public delegate double Summary(ReadOnlySpan<int> counts);

    public static OutcomeTable Create(MultiLabelPredictions predictions)
    {
        var (starts, outcomes) = (new int[predictions.Count + 1], new List<int>());
        for (var row = 0; row < predictions.Count; row++)
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

            starts[row + 1] = outcomes.Count;
        }

        return new OutcomeTable(starts, [.. outcomes], predictions.Labels.Count);
    }

    public static OutcomeTable Create(SingleLabelPredictions predictions)
    {
        var (starts, outcomes) = (new int[predictions.Count + 1], new List<int>());
        for (var row = 0; row < predictions.Count; row++)
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

            starts[row + 1] = outcomes.Count;
        }

        return new OutcomeTable(starts, [.. outcomes], predictions.Labels.Count);
    }

    /// <summary>Makes a metric that counts, then summarises.</summary>
    public ResampledMetric Metric(Summary summary) => rows =>
    {
        var counts = new int[Kinds * _labels];
        foreach (var row in rows)
        {
            for (var i = _starts[row]; i < _starts[row + 1]; i++)
            {
                counts[_outcomes[i]]++;
            }
        }

        return summary(counts);
    };
}
