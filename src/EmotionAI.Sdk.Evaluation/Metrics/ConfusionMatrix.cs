namespace EmotionAI.Evaluation.Metrics;

/// <summary>Counts how often each label was taken for each: rows = actual, columns = predicted, in label order.</summary>
/// <remarks>Immutable and safe for concurrent use. Labels that never occur keep their row and column.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[][] _counts;

    /// <summary>Creates the matrix from counts in row-major order.</summary>
    /// <param name="counts">The counts, <c>[actual × predicted]</c>.</param>
    /// <param name="size">The number of labels.</param>
    /// <exception cref="ArgumentException">The counts are not a square of that size, or one is negative.</exception>
    public ConfusionMatrix(ReadOnlySpan<long> counts, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (counts.Length != (long)size * size)
        {
            throw new ArgumentException(Invariant($"There are {counts.Length} counts; {(long)size * size} are allowed."), nameof(counts));
        }

        _counts = new long[size][];
        for (var row = 0; row < size; row++)
        {
            _counts[row] = counts.Slice(row * size, size).ToArray();
            var bad = Array.FindIndex(_counts[row], count => count < 0);
            if (bad >= 0)
            {
                throw new ArgumentException(Invariant($"The count of row {row}, column {bad} is {_counts[row][bad]}; 0 or more are allowed."), nameof(counts));
            }
        }
    }

    /// <summary>Gets the number of labels.</summary>
    public int Size => _counts.Length;

    /// <summary>Gets the number of samples.</summary>
    public long Total => _counts.Sum(row => row.Sum());

    /// <summary>Gets the share of samples on the diagonal; 0 where there is no sample.</summary>
    public double Accuracy => BinaryCounts.Ratio(Enumerable.Range(0, Size).Sum(i => _counts[i][i]), Total);

    /// <summary>Gets Cohen's kappa; null where truth and prediction are one and the same class throughout.</summary>
    public double? CohenKappa => Agreement.CohenKappa(_counts);

    /// <summary>Gets the multi-class Matthews correlation (Gorodkin), -1 to 1; 0 where its denominator is 0.</summary>
    public double MatthewsCorrelation => Agreement.MatthewsCorrelation(_counts);

    /// <summary>Gets the number of samples of one label that were given another.</summary>
    /// <param name="actual">The true label, from 0.</param>
    /// <param name="predicted">The predicted label, from 0.</param>
    public long this[int actual, int predicted] => _counts[actual][predicted];

    /// <summary>Counts the matrix of labels given by index.</summary>
    /// <param name="truth">The index of the true label of each sample.</param>
    /// <param name="predicted">The index of the predicted label of each sample.</param>
    /// <param name="size">The number of labels.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or an index is not below <paramref name="size"/>.</exception>
    public static ConfusionMatrix Count(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"There are {truth.Length} true and {predicted.Length} predicted labels.", nameof(predicted));
        }

        var counts = new long[checked(size * size)];
        for (var i = 0; i < truth.Length; i++)
        {
            if ((uint)truth[i] >= (uint)size || (uint)predicted[i] >= (uint)size)
            {
                throw new ArgumentException(Invariant($"Sample {i} has the labels {truth[i]} and {predicted[i]}; 0 to {size - 1} are allowed."), nameof(truth));
            }

            counts[(truth[i] * size) + predicted[i]]++;
        }

        return new ConfusionMatrix(counts, size);
    }

    /// <summary>Gets a row of counts.</summary>
    /// <param name="actual">The true label, from 0.</param>
    /// <returns>One count a predicted label.</returns>
    public ReadOnlySpan<long> Row(int actual) => _counts[actual];

    /// <summary>Copies the counts in row-major order.</summary>
    /// <returns>The counts, <c>[actual × predicted]</c>.</returns>
    public long[] ToArray() => [.. _counts.SelectMany(row => row)];

    /// <summary>Divides each row by its sum; the row of a label without samples becomes zeros.</summary>
    /// <returns>The shares in row-major order, <c>[actual × predicted]</c>.</returns>
    public double[] NormalizeRows()
    {
        var shares = new double[Size * Size];
        for (var row = 0; row < Size; row++)
        {
            var sum = _counts[row].Sum();
            for (var column = 0; column < Size; column++)
            {
                shares[(row * Size) + column] = BinaryCounts.Ratio(_counts[row][column], sum);
            }
        }

        return shares;
    }

    /// <summary>Counts one label against the rest.</summary>
    /// <param name="label">The label, from 0.</param>
    /// <returns>The counts.</returns>
    internal BinaryCounts OneVersusRest(int label)
    {
        var hits = _counts[label][label];
        var predicted = _counts.Sum(row => row[label]);
        var support = _counts[label].Sum();
        return new BinaryCounts(hits, predicted - hits, support - hits, Total - predicted - support + hits);
    }
}
