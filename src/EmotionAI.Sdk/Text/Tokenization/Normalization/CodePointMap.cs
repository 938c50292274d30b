namespace EmotionAI.Text.Tokenization.Normalization;

/// <summary>Maps code points to one or more others.</summary>
internal sealed class CodePointMap
{
    private readonly int[] _rows;
    private readonly int[] _index;

    /// <param name="rows">Code point, number of values, values; in rising order of code points.</param>
    public CodePointMap(int[] rows)
    {
        _rows = rows;
        var count = 0;
        for (var i = 0; i < rows.Length; i += 2 + rows[i + 1])
        {
            count++;
        }

        _index = new int[count * 2];
        count = 0;
        for (var i = 0; i < rows.Length; i += 2 + rows[i + 1])
        {
            _index[count++] = rows[i];
            _index[count++] = i;
        }
    }

    /// <summary>Gets the number of code points.</summary>
    public int Count => _index.Length / 2;

    /// <summary>Gets a code point of the map, in rising order.</summary>
    public int KeyAt(int index) => _index[index * 2];

    /// <summary>Finds the values of a code point; none where it is not in the map.</summary>
    public ReadOnlySpan<int> Find(int codePoint)
    {
        var entry = CodePointRanges.Search(_index, codePoint, width: 2);
        return entry >= 0 && _index[entry] == codePoint ? _rows.AsSpan(_index[entry + 1] + 2, _rows[_index[entry + 1] + 1]) : [];
    }
}
