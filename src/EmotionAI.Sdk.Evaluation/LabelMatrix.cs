namespace EmotionAI.Evaluation;

/// <summary>Holds which labels each sample has, <c>[samples, labels]</c>: the truth or the predictions of a multi-label model.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class LabelMatrix
{
    private readonly byte[] _values;

    /// <summary>Creates the matrix from ones and zeros in row-major order.</summary>
    /// <param name="values">1 where the sample has the label and 0 where not, <c>[samples × labels]</c>.</param>
    /// <param name="columns">The number of labels.</param>
    /// <exception cref="ArgumentException">The values do not fill whole rows, or one is neither 0 nor 1.</exception>
    public LabelMatrix(ReadOnlySpan<byte> values, int columns)
        : this(values.ToArray(), columns)
    {
    }

    internal LabelMatrix(byte[] values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length % columns != 0)
        {
            throw new ArgumentException(Invariant($"{values.Length} values do not fill rows of {columns}."), nameof(values));
        }

        var bad = values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1);
        if (bad >= 0)
        {
            throw new ArgumentException(Invariant($"The value of row {bad / columns}, column {bad % columns} is {values[bad]}; 0 and 1 are allowed."), nameof(values));
        }

        _values = values;
        Columns = columns;
        Rows = values.Length / columns;
    }

    /// <summary>Gets the number of samples.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of labels.</summary>
    public int Columns { get; }

    /// <summary>Gets every value, 0 or 1, in row-major order.</summary>
    public ReadOnlySpan<byte> Values => _values;

    /// <summary>Gets whether a sample has a label.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <param name="column">The label, from 0.</param>
    public bool this[int row, int column] => Row(row)[column] != 0;

    /// <summary>Creates the matrix from the labels of each sample.</summary>
    /// <param name="samples">For each sample the indices of its labels.</param>
    /// <param name="columns">The number of labels.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">An index is not below <paramref name="columns"/>.</exception>
    public static LabelMatrix FromIndices(IReadOnlyList<IReadOnlyList<int>> samples, int columns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        var values = new byte[checked(samples.Count * columns)];
        for (var row = 0; row < samples.Count; row++)
        {
            foreach (var index in samples[row])
            {
                if ((uint)index >= (uint)columns)
                {
                    throw new ArgumentException(Invariant($"Sample {row} has label {index}; 0 to {columns - 1} are allowed."), nameof(samples));
                }

                values[(row * columns) + index] = 1;
            }
        }

        return new LabelMatrix(values, columns);
    }

    /// <summary>Predicts every label whose score reaches the one threshold.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">The threshold: a label is predicted when score ≥ threshold, both as doubles.</param>
    /// <returns>The predictions.</returns>
    public static LabelMatrix FromScores(ScoreMatrix scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var thresholds = new double[scores.Columns];
        Array.Fill(thresholds, threshold);
        return FromScores(scores, thresholds);
    }

    /// <summary>Predicts every label whose score reaches its own threshold.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="thresholds">One threshold a label: it is predicted when score ≥ threshold, both as doubles.</param>
    /// <returns>The predictions.</returns>
    /// <exception cref="ArgumentException">The number of thresholds is not that of the labels.</exception>
    public static LabelMatrix FromScores(ScoreMatrix scores, ReadOnlySpan<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (thresholds.Length != scores.Columns)
        {
            throw new ArgumentException(Invariant($"There are {thresholds.Length} thresholds for {scores.Columns} labels."), nameof(thresholds));
        }

        var values = new byte[scores.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scores.Values[i] >= thresholds[i % thresholds.Length] ? (byte)1 : (byte)0;
        }

        return new LabelMatrix(values, scores.Columns);
    }

    /// <summary>Gets the labels of a sample.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <returns>0 or 1 for each label.</returns>
    public ReadOnlySpan<byte> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Copies the values of a label.</summary>
    /// <param name="column">The label, from 0.</param>
    /// <returns>0 or 1 for each sample.</returns>
    public byte[] Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        var result = new byte[Rows];
        for (var row = 0; row < Rows; row++)
        {
            result[row] = _values[(row * Columns) + column];
        }

        return result;
    }

    /// <summary>Copies some samples into a matrix of their own.</summary>
    /// <param name="rows">The samples, from 0, in the order wanted.</param>
    /// <returns>The matrix.</returns>
    public LabelMatrix Select(ReadOnlySpan<int> rows)
    {
        var values = new byte[rows.Length * Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        }

        return new LabelMatrix(values, Columns);
    }
}
