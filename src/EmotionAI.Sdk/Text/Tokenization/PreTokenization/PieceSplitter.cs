namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Joins the matches of a piece and what lies between them as a behaviour says; follows <c>NormalizedString::split</c>.</summary>
/// <param name="behavior">What becomes of the matches.</param>
/// <param name="pieces">Receives the pieces.</param>
internal ref struct PieceSplitter(SplitBehavior behavior, PieceList pieces)
{
    private Piece _waiting;
    private bool _isMatch;

    /// <summary>Takes the next match or the text before it.</summary>
    public void Add(int start, int end, bool isMatch)
    {
        if (start == end)
        {
            return;
        }

        if (_waiting.Length > 0 && Joins(isMatch))
        {
            _waiting = _waiting with { End = end };
        }
        else
        {
            Finish();
            _waiting = new Piece(start, end);
        }

        _isMatch = isMatch;
    }

    /// <summary>Ends the piece.</summary>
    public void Finish()
    {
        if (behavior != SplitBehavior.Removed || !_isMatch)
        {
            pieces.Add(_waiting.Start, _waiting.End);
        }

        _waiting = default;
        _isMatch = false;
    }

    private readonly bool Joins(bool isMatch) => behavior switch
    {
        SplitBehavior.MergedWithPrevious => isMatch && !_isMatch,
        SplitBehavior.MergedWithNext => !isMatch && _isMatch,
        SplitBehavior.Contiguous => isMatch == _isMatch,
        _ => false,
    };
}
