namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Is a set of code points.</summary>
/// <param name="bounds">The first and the last code point of each range, in rising order.</param>
internal sealed class CodePointRanges(int[] bounds)
{
    /// <summary>Gets the first and the last code point of each range.</summary>
    public ReadOnlySpan<int> Bounds => bounds;

    public bool Contains(int codePoint)
    {
        var index = Search(bounds, codePoint, width: 2);
        return index >= 0 && codePoint <= bounds[index + 1];
    }

    /// <summary>Finds the last row of a table whose first column is a code point or less; -1 where there is none.</summary>
    public static int Search(ReadOnlySpan<int> table, int codePoint, int width)
    {
        var (low, high) = (0, (table.Length / width) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (table[middle * width] <= codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high * width;
    }
}
