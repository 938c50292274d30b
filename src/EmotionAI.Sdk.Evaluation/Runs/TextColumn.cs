namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds a text of each row; nothing while no row has one.</summary>
internal sealed class TextColumn
{
    private List<string?> _texts = [];

    public void Set(int row, string? text)
    {
        if (text is not null)
        {
            Fill(row);
            _texts.Add(text);
        }
    }

    /// <summary>Gives the text of each row, null where it has none; null where no row has one.</summary>
    public IReadOnlyList<string?>? ToList(int rows)
    {
        if (_texts.Count == 0)
        {
            return null;
        }

        Fill(rows);
        return _texts;
    }

    /// <summary>Drops all rows but some.</summary>
    /// <param name="rows">Those to keep, ascending.</param>
    /// <param name="all">The number of rows by now.</param>
    public void Keep(IReadOnlyList<int> rows, int all)
    {
        if (_texts.Count > 0)
        {
            Fill(all);
            _texts = [.. rows.Select(row => _texts[row])];
        }
    }

    private void Fill(int rows)
    {
        while (_texts.Count < rows)
        {
            _texts.Add(null);
        }
    }
}
