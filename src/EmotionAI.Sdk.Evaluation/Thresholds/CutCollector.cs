namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Collects the best cuts of a sweep from the highest cut down.</summary>
/// <typeparam name="TValue">The exact value of a cut.</typeparam>
internal sealed class CutCollector<TValue>
    where TValue : struct, IComparable<TValue>
{
    private const int MostCuts = 50;

    private readonly Queue<double> _cuts = new();
    private TValue? _best;
    private double _bestValue;
    private double? _nextBestValue;
    private TValue? _nextBest;
    private int _count;
    private (double Cut, double Lower) _largest;
    private (double Cut, double Lower) _smallest;

    /// <summary>Gets whether no cut was added.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds a cut below those added before.</summary>
    /// <param name="cut">The cut.</param>
    /// <param name="lower">The next lower score, or 0.</param>
    /// <param name="exact">The value to compare by.</param>
    /// <param name="value">The value to tell.</param>
    /// <returns>Whether the cut is the best so far, or as good.</returns>
    public bool Add(double cut, double lower, TValue exact, double value)
    {
        var order = _best is { } best ? exact.CompareTo(best) : 1;
        if (order < 0)
        {
            if (_nextBest is not { } next || exact.CompareTo(next) > 0)
            {
                (_nextBest, _nextBestValue) = (exact, value);
            }

            return false;
        }

        if (order > 0)
        {
            (_nextBest, _nextBestValue) = (_best, _best is null ? null : _bestValue);
            (_best, _bestValue, _count, _largest) = (exact, value, 0, (cut, lower));
            _cuts.Clear();
        }

        _count++;
        _smallest = (cut, lower);
        _cuts.Enqueue(cut);
        if (_cuts.Count > MostCuts)
        {
            _cuts.Dequeue();
        }

        return true;
    }

    /// <summary>Gives the answer.</summary>
    /// <param name="distinctCuts">The number of cuts that were tried.</param>
    /// <param name="otherValue">The largest value of the cuts that were not added, where there are such.</param>
    public ThresholdFit ToFit(int distinctCuts, double? otherValue = null) => new()
    {
        BestValue = _bestValue,
        NextBestValue = _nextBestValue ?? otherValue,
        DistinctCutCount = distinctCuts,
        BestCutCount = _count,
        BestCuts = [.. _cuts.Reverse()],
        CutSmallest = _smallest.Cut,
        CutLargest = _largest.Cut,
        MidpointOfSmallest = Middle(_smallest),
        MidpointOfLargest = Middle(_largest),
    };

    private static double Middle((double Cut, double Lower) pair) => (pair.Cut / 2) + (pair.Lower / 2);
}
