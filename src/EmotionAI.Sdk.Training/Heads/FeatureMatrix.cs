namespace EmotionAI.Training.Heads;

/// <summary>Holds one row of features a sample.</summary>
internal sealed class FeatureMatrix(float[] values, int columns)
{
    public int Columns => columns;

    public int Rows { get; } = values.Length / columns;

    public static FeatureMatrix Of(IReadOnlyList<ReadOnlyMemory<float>> rows)
    {
        var columns = rows[0].Length;
        var values = new float[rows.Count * columns];
        for (var row = 0; row < rows.Count; row++)
        {
            rows[row].Span.CopyTo(values.AsSpan(row * columns, columns));
        }

        return new FeatureMatrix(values, columns);
    }

    public Span<float> Row(int row) => values.AsSpan(row * columns, columns);

    public FeatureMatrix Select(IReadOnlyList<int> rows)
    {
        var selected = new FeatureMatrix(new float[rows.Count * columns], columns);
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(selected.Row(i));
        }

        return selected;
    }
}
