namespace EmotionAI.Evaluation;

/// <summary>Holds the scores of a model, <c>[samples, labels]</c>, in double precision.</summary>
/// <remarks>Immutable and safe for concurrent use. Scores are finite; float32 scores are widened, never rounded.</remarks>
public sealed class ScoreMatrix
{
    private readonly double[] _values;

    /// <summary>Creates the matrix from scores in row-major order.</summary>
    /// <param name="values">The scores, <c>[samples × labels]</c>.</param>
    /// <param name="columns">The number of labels.</param>
    /// <exception cref="ArgumentException">The values do not fill whole rows, or one is NaN or infinite.</exception>
    public ScoreMatrix(ReadOnlySpan<double> values, int columns)
        : this(values.ToArray(), columns)
    {
    }

    /// <summary>Creates the matrix from float32 scores in row-major order.</summary>
    /// <param name="values">The scores, <c>[samples × labels]</c>.</param>
    /// <param name="columns">The number of labels.</param>
    /// <exception cref="ArgumentException">The values do not fill whole rows, or one is NaN or infinite.</exception>
    public ScoreMatrix(ReadOnlySpan<float> values, int columns)
        : this(Widen(values), columns)
    {
    }

    internal ScoreMatrix(double[] values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length % columns != 0)
        {
            throw new ArgumentException(Invariant($"{values.Length} values do not fill rows of {columns}."), nameof(values));
        }

        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(Invariant($"The score of row {bad / columns}, column {bad % columns} is {values[bad]}; scores are finite."), nameof(values));
        }

        _values = values;
        Columns = columns;
        Rows = values.Length / columns;
    }

    /// <summary>Gets the number of samples.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of labels.</summary>
    public int Columns { get; }

    /// <summary>Gets every score in row-major order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Gets one score.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <param name="column">The label, from 0.</param>
    public double this[int row, int column] => Row(row)[column];

    /// <summary>Gets the scores of a sample.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <returns>One score a label.</returns>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Copies the scores of a label.</summary>
    /// <param name="column">The label, from 0.</param>
    /// <returns>One score a sample.</returns>
    public double[] Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        var result = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            result[row] = _values[(row * Columns) + column];
        }

        return result;
    }

    /// <summary>Copies some samples into a matrix of their own.</summary>
    /// <param name="rows">The samples, from 0, in the order wanted.</param>
    /// <returns>The matrix.</returns>
    public ScoreMatrix Select(ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length * Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        }

        return new ScoreMatrix(values, Columns);
    }

    /// <summary>Finds the best label of each sample; the lowest index wins a tie, as in <c>numpy.argmax</c>.</summary>
    /// <returns>One label a sample.</returns>
    public int[] ArgMax()
    {
        var result = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var scores = Row(row);
            for (var column = 1; column < scores.Length; column++)
            {
                if (scores[column] > scores[result[row]])
                {
                    result[row] = column;
                }
            }
        }

        return result;
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
