namespace EmotionAI.Evaluation.Runs;

/// <summary>Collects rows of one length in one array, which is given away at the end without a copy where the number of rows was known before.</summary>
/// <param name="width">The number of values of a row.</param>
internal sealed class RowBuffer<T>(int width)
{
    private T[] _values = [];

    public int Count { get; private set; }

    public Span<T> this[int row] => _values.AsSpan(row * width, width);

    public void Reserve(int rows) => Array.Resize(ref _values, checked(rows * width));

    /// <summary>Adds a row.</summary>
    /// <returns>Its values, to be filled; they are the defaults.</returns>
    public Span<T> Add()
    {
        var needed = checked((Count + 1) * width);
        if (needed > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _values.Length)));
        }

        return this[Count++];
    }

    /// <summary>Drops all rows but some.</summary>
    /// <param name="rows">Those to keep, ascending.</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            this[rows[i]].CopyTo(this[i]);
        }

        Count = rows.Length;
    }

    /// <summary>Gives the rows away.</summary>
    public T[] Take()
    {
        Array.Resize(ref _values, Count * width);
        return _values;
    }
}
