using System.Buffers;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Computes the main figures of a model on a resample, in one pass over it.</summary>
/// <remarks>Each is, bit for bit, what the metric of <see cref="ResampledMetrics"/> by its name computes.</remarks>
internal sealed class MainFigures
{
    private readonly OutcomeTable _table;
    private readonly OutcomeTable.Summary[] _summaries;
    private readonly double[] _f1 = [];

    private MainFigures(OutcomeTable table, string[] names, OutcomeTable.Summary[] summaries, double[] f1)
    {
        _table = table;
        Names = names;
        _summaries = summaries;
        _f1 = f1;
    }

    /// <summary>Gets the keys of the figures in <c>metrics_overall.json</c>, the most telling one first.</summary>
    public IReadOnlyList<string> Names { get; }

    public static MainFigures Of(SingleLabelPredictions predictions) => new(
        OutcomeTable.Create(predictions),
        ["uar", "accuracy", "macro_f1", "weighted_f1"],
        [ResampledMetrics.AverageRecall, ResampledMetrics.MicroF1, ResampledMetrics.MacroF1, ResampledMetrics.WeightedF1],
        []);

    public static MainFigures Of(MultiLabelPredictions predictions)
    {
        var table = OutcomeTable.Create(predictions);
        return new MainFigures(
            table,
            ["macro_f1", "micro_f1", "weighted_f1", "samples_f1", "subset_accuracy"],
            [ResampledMetrics.MacroF1, ResampledMetrics.MicroF1, ResampledMetrics.WeightedF1],
            [.. Enumerable.Range(0, table.PatternCount).Select(pattern => F1(table.Outcomes(pattern)))]);
    }

    /// <summary>Computes the figures in the order of <see cref="Names"/>.</summary>
    public void Compute(ReadOnlySpan<int> rows, Span<double> values)
    {
        var rented = ArrayPool<int>.Shared.Rent(_table.PatternCount);
        var weights = rented.AsSpan(0, _table.PatternCount);
        weights.Clear();
        var f1 = Weigh(rows, weights);
        var counts = new int[_table.CountLength];
        _table.Count(weights, counts);
        for (var i = 0; i < _summaries.Length; i++)
        {
            values[i] = _summaries[i](counts);
        }

        if (_f1.Length > 0)
        {
            values[_summaries.Length] = f1 / rows.Length;
            values[_summaries.Length + 1] = (double)CountRight(weights) / rows.Length;
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>Counts how often each pattern occurs.</summary>
    /// <returns>The sum of the F1 of the samples, added in their order: any other would change the last digits.</returns>
    private double Weigh(ReadOnlySpan<int> rows, Span<int> weights)
    {
        var patterns = _table.PatternOfRow;
        if (_f1.Length == 0)
        {
            foreach (var row in rows)
            {
                weights[patterns[row]]++;
            }

            return 0;
        }

        double sum = 0;
        foreach (var row in rows)
        {
            var pattern = patterns[row];
            weights[pattern]++;
            sum += _f1[pattern];
        }

        return sum;
    }

    private long CountRight(ReadOnlySpan<int> weights)
    {
        long right = 0;
        for (var pattern = 0; pattern < weights.Length; pattern++)
        {
            right += IsRight(_table.Outcomes(pattern)) ? weights[pattern] : 0;
        }

        return right;
    }

    private static bool IsRight(ReadOnlySpan<int> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome % 3 != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static double F1(ReadOnlySpan<int> outcomes)
    {
        long hits = 0;
        foreach (var outcome in outcomes)
        {
            hits += outcome % 3 == 0 ? 1 : 0;
        }

        return BinaryCounts.Ratio(2 * hits, hits + outcomes.Length);
    }
}
